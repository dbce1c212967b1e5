/**
 * Forgetting of items: a request is handed to every operator that may hold the item, behind
 * everything that came before it, and what was found is told.
 */
package io.idealstream.stream.erasure;
