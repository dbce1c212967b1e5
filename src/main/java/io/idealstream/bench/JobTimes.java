package io.idealstream.bench;

/**
 * Microseconds on the processor of the job that runs in this process, by groups of threads.
 *
 * @param embedding the task that reads, prepares and embeds pictures
 * @param others all other tasks
 * @param clients threads that read from Kafka and write to it
 */
record JobTimes(double embedding, double others, double clients) {

  private static final String EMBEDS = "embed images";

  /** Since the threads began. */
  static JobTimes now() {
    double embedding = 0;
    double others = 0;
    for (var task : TaskTimes.tasks().entrySet()) {
      if (task.getKey().contains(EMBEDS)) {
        embedding += task.getValue() / 1e3;
      } else {
        others += task.getValue() / 1e3;
      }
    }
    return new JobTimes(embedding, others, TaskTimes.clients() / 1e3);
  }

  double all() {
    return embedding + others + clients;
  }

  JobTimes minus(JobTimes before) {
    return new JobTimes(
        embedding - before.embedding, others - before.others, clients - before.clients);
  }

  JobTimes ofEach(int pictures) {
    return new JobTimes(embedding / pictures, others / pictures, clients / pictures);
  }
}
