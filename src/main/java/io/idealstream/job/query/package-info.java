/** What queries are made of, worked out from topics and a model, without a running job. */
package io.idealstream.job.query;
