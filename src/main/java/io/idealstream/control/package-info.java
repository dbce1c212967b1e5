/**
 * The life cycle of what a control topic defines: pure, and the same for spaces, queries and
 * concepts.
 *
 * <p>{@link io.idealstream.control.LifeCycle} says where a name stands, by its versions ({@link
 * io.idealstream.control.Definition}) and by the model that prepared them ({@link
 * io.idealstream.control.Maker}). A version is asked for, and then in preparation or waiting; it
 * comes into force and replaces the one before, or is refused; a model that cannot make it again
 * suspends it, until one comes that can; it ends with a removal.
 */
package io.idealstream.control;
