/**
 * What the demo shows: a {@link io.idealstream.demo.screen.Line} in pieces of a {@link
 * io.idealstream.demo.screen.Style}, on a {@link io.idealstream.demo.screen.Screen}.
 */
package io.idealstream.demo.screen;
