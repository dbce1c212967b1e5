/**
 * The command line: one file per command, standard output for results, standard error for people.
 */
package io.idealstream.cli;
