/** Downloading models by name: a small catalogue with pinned revisions, sizes and digests. */
package io.idealstream.model.fetch;
