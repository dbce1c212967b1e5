/** CLIP's byte-pair tokenizer in pure Java, as a {@code tokenizer.json} describes it. */
package io.idealstream.model.text;
