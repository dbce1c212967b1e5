/** Vectors, factor spaces and ideal words: pure arithmetic, no I/O. */
package io.idealstream.math;
