/** ONNX graphs: what their files say, checked sessions, one run. The only user of ONNX Runtime. */
package io.idealstream.model.onnx;
