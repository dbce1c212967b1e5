/**
 * ONNX graphs: what their files say, checked sessions, one run; and a matrix product of its own.
 * The only user of ONNX Runtime.
 */
package io.idealstream.model.onnx;
