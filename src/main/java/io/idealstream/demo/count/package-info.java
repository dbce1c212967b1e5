/**
 * What came of the demo, as pure counting: {@link io.idealstream.demo.count.Images} that were sent,
 * {@link io.idealstream.demo.count.Answers} that were read, and the {@link
 * io.idealstream.demo.count.Summary} that joins them.
 */
package io.idealstream.demo.count;
