/**
 * Everything on one machine, in one process: {@link io.idealstream.demo.Broker} is a real Kafka
 * broker from Maven Central jars, and {@link io.idealstream.demo.BrokerMain} runs it in a JVM of
 * its own.
 */
package io.idealstream.demo;
