/** State as flat bytes: a version byte, then fields in a fixed order. */
package io.idealstream.state;
