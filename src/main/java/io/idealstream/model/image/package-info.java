/**
 * Encoded pictures to a model's input, as CLIPImageProcessor with Pillow does it.
 *
 * <p>{@link io.idealstream.model.image.ImagePreprocessor} is the way in, {@link
 * io.idealstream.model.image.Preprocessing} what a model asks for. A picture passes
 *
 * <ol>
 *   <li>{@code PictureDecoder}, which knows the formats by their first bytes. Each has a {@code
 *       Codec}, and a {@code File} that walks the container: it finds the size, which {@link
 *       io.idealstream.model.image.ImageLimits} checks, and leaves out all that decoding does not
 *       need. Only then a decoder sees the rest.
 *   <li>{@code Picture}: {@code Samples} as the decoder left them, {@code Colour} that knows what
 *       they mean, {@code Orientation}. Rows are converted to RGB when they are read.
 *   <li>{@code Resampler}: reads the rows under the crop, along them and then across them.
 *   <li>{@code Normalization}: a table per channel.
 * </ol>
 *
 * <p>Whatever is wrong with a picture is an {@link io.idealstream.model.image.ImageRejected}.
 */
package io.idealstream.model.image;
