/** What the live page shows, in memory and bounded, view by view. */
package io.idealstream.web.board;
