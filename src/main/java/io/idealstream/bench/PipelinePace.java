package io.idealstream.bench;

import io.idealstream.bench.EmbedLoop.Pace;
import io.idealstream.demo.Kafka;
import io.idealstream.demo.feed.Samples;
import io.idealstream.model.ClipModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Pictures a second of the whole job, exactly once, against a plain loop over the same pictures by
 * the same graph. They take turns; a turn of the job is held against the loops before and after it.
 */
final class PipelinePace {

  /** Pictures that lie there for a job as fast as the loop: it may be faster. */
  private static final double IN_STORE = 1.8;

  /** Those that are embedded before the space is in force are all labelled at once. */
  private static final int LEAST_IN_STORE = 2_000;

  private static final int LEAST_SLICE = 32;
  private static final String MICROS = "µs/picture";

  private final ClipModel model;
  private final Samples samples = Samples.bundled();
  private final Form.PipelineSize size;
  private final Runnable between;
  private final List<Double> ratios = new ArrayList<>();
  private final List<JobPace.Slice> slices = new ArrayList<>();
  private final List<Pace> loops = new ArrayList<>();
  private final List<JobPace.Pace> jobs = new ArrayList<>();

  PipelinePace(ClipModel model, Form.PipelineSize size, Runnable between) {
    this.model = model;
    this.size = size;
    this.between = between;
  }

  List<Measurement> measure(JobPlace place) throws Exception {
    EmbedLoop loop = new EmbedLoop(model, samples, between);
    loop.warm(size.loopWarm());
    Pace first = loop.run(size.loop());
    for (int turn = 0; turn < size.before(); turn++) {
      job(place, place.kafka("bench-before-" + turn + "."), first.perSecond());
    }
    loops.add(size.before() == 0 ? first : loop.run(size.loop()));
    for (int turn = 0; turn < size.turns(); turn++) {
      Pace before = loops.get(turn);
      JobPace.Pace job = job(place, place.kafka("bench-pace-" + turn + "."), before.perSecond());
      Pace after = loop.run(size.loop());
      jobs.add(job);
      loops.add(after);
      double plain = (before.perSecond() + after.perSecond()) / 2;
      ratios.add(job.perSecond() / plain);
      slices.addAll(job.slices());
    }
    return measurements();
  }

  private JobPace.Pace job(JobPlace place, Kafka kafka, double loopPace) throws Exception {
    int slice = Math.max(LEAST_SLICE, (int) loopPace);
    int pictures = LEAST_IN_STORE + (int) (loopPace * size.seconds() * IN_STORE);
    BenchJob.define(kafka);
    new PictureSource(samples).send(kafka, pictures, between);
    try (BenchJob job = BenchJob.start(kafka, place, "exactly-once")) {
      return new JobPace(job, pictures, slice, between).of(kafka, size.jobWarm(), size.job());
    }
  }

  private List<Measurement> measurements() {
    List<Double> plain = loops.stream().map(Pace::perSecond).toList();
    return List.of(
        new Measurement(
            "pictures by the job",
            pace(),
            "pictures/s",
            Better.HIGHER,
            Quartiles.of(ratios).middle(),
            "the plain loop",
            Quartiles.of(slices.stream().map(JobPace.Slice::perSecond).toList()).spread()),
        Measurement.alone(
            "pictures by the plain loop",
            Quartiles.of(plain).middle(),
            "pictures/s",
            Better.HIGHER,
            Quartiles.of(plain).spread()),
        new Measurement(
            "threads of the job",
            middle(JobTimes::all),
            MICROS,
            Better.LOWER,
            middle(JobTimes::all) / loopMicros(),
            "the thread of the plain loop",
            spread(JobTimes::all)),
        part("threads of the job that embed", JobTimes::embedding),
        part("threads of its other tasks", JobTimes::others),
        part("threads of its Kafka clients", JobTimes::clients),
        Measurement.alone(
            "thread of the plain loop",
            loopMicros(),
            MICROS,
            Better.LOWER,
            Quartiles.of(loops.stream().map(Pace::micros).toList()).spread()));
  }

  /** Without a ratio: the loop has nothing like most of them. */
  private Measurement part(String name, ToDoubleFunction<JobTimes> micros) {
    return Measurement.alone(name, middle(micros), MICROS, Better.LOWER, spread(micros));
  }

  private double middle(ToDoubleFunction<JobTimes> micros) {
    return Quartiles.of(jobs.stream().map(job -> micros.applyAsDouble(job.times())).toList())
        .middle();
  }

  private double spread(ToDoubleFunction<JobTimes> micros) {
    return Quartiles.of(slices.stream().map(slice -> micros.applyAsDouble(slice.times())).toList())
        .spread();
  }

  /** Pictures a second of the job, once measured. */
  double pace() {
    return Quartiles.of(jobs.stream().map(JobPace.Pace::perSecond).toList()).middle();
  }

  /** Of one picture in the loop, on the processor, once measured. */
  double loopMicros() {
    return Quartiles.of(loops.stream().map(Pace::micros).toList()).middle();
  }
}
