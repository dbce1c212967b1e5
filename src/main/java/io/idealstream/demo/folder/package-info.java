/** The demo on a folder of pictures that a user has. */
package io.idealstream.demo.folder;
