/**
 * Types of fields that Flink would leave to Kryo: it looks into {@code List<String>} but not into
 * {@code Map<String, List<String>>}, and it does not know {@link java.time.Duration}.
 *
 * <p>A record names the type at the field, with {@link
 * org.apache.flink.api.common.typeinfo.TypeInfo}.
 */
package io.idealstream.stream.type;
