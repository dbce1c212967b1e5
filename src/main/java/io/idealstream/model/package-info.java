/**
 * The CLIP runtime: a folder in the Hugging Face ONNX layout in, unit vectors out.
 *
 * <p>{@link io.idealstream.model.ModelFiles} finds the files of a folder or of the bundled model;
 * {@link io.idealstream.model.ClipModel} checks them, opens the graphs and embeds pictures and
 * texts; {@link io.idealstream.model.Fingerprint} says which vectors may be compared. Sub-packages:
 * {@code image} decodes and resamples, {@code text} is the byte-pair tokenizer, {@code onnx} is the
 * only place that talks to ONNX Runtime, {@code fetch} downloads models by name.
 */
package io.idealstream.model;
