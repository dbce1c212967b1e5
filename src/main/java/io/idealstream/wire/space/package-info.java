/**
 * Spaces: the factors labels are made of, and the wordings that describe them.
 *
 * <p>{@link io.idealstream.wire.space.SpaceParser} checks what somebody wrote and gives a {@link
 * io.idealstream.wire.space.SpaceDefinition}; {@link io.idealstream.wire.space.SpaceTree} writes it
 * down again. {@link io.idealstream.wire.space.SpacePrompts} gives the texts to embed, one cell at
 * a time, and {@link io.idealstream.wire.space.Phrasebook} finds the values a caption names.
 */
package io.idealstream.wire.space;
