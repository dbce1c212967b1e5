/**
 * The live page: a small server that reads topics as any client would, shows what is in them, and
 * sends what people say to topics.
 */
package io.idealstream.web;
