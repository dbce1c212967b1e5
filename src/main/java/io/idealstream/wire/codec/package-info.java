/**
 * Bytes to records and back. Jackson and Avro are known here and nowhere else.
 *
 * <p>Reading goes in two steps. First the bytes become a tree of plain Java values, maps, lists,
 * texts and numbers: {@link io.idealstream.wire.codec.JsonTree} for JSON and YAML, {@link
 * io.idealstream.wire.codec.AvroTree} for Avro. Then a {@link io.idealstream.wire.codec.Shape},
 * derived from the Java record itself, makes the record of the tree; so both encodings are held to
 * the same rules and fail with the same sentences. Writing goes the same way back. {@link
 * io.idealstream.wire.codec.Topic} joins the steps for the records of each topic, and has all else
 * that is to be said of it.
 *
 * <p>For what comes from outside, {@link io.idealstream.wire.codec.ImageReader}, {@link
 * io.idealstream.wire.codec.CaptionReader}, {@link io.idealstream.wire.codec.QueryReader} and
 * {@link io.idealstream.wire.codec.SpaceReader} add the rules of the contract (default feed and
 * time, limits, clock skew). Whatever the bytes, they throw {@link io.idealstream.wire.Unreadable}
 * and nothing else.
 */
package io.idealstream.wire.codec;
