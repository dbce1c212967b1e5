/**
 * WebP bitstreams: a lossy key frame, a lossless picture, and the opacity of a lossy one.
 *
 * <p>Lossy: {@link io.idealstream.model.image.webp.LossyImage} reads the header and leaves the rest
 * to {@code Macroblocks} (arithmetic decoding, prediction, inverse transforms), {@code LoopFilter}
 * and {@code Upsampling}, in this order and each over the whole picture. Lossless: {@link
 * io.idealstream.model.image.webp.LosslessImage} reads transforms and an {@code EntropyImage}, then
 * undoes the transforms. Pixels are the ones that libwebp gives.
 */
package io.idealstream.model.image.webp;
