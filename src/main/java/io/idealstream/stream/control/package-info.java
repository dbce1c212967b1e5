/**
 * Acts on drift and words: each gets the event time from which on it is in force before anybody
 * hears of it, so that all who hear of it, in this run and after a restart, agree what it is about.
 */
package io.idealstream.stream.control;
