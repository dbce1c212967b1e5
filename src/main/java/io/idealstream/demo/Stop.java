package io.idealstream.demo;

import io.idealstream.demo.feed.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wish that a command ends now; whoever waits for something waits for this too. */
public final class Stop implements Timeline {

  /** Thrown where the wish is heard. */
  public static final class Heard extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Heard() {
      super("stopped before the end");
    }
  }

  private final CompletableFuture<Void> asked = new CompletableFuture<>();

  public void ask() {
    asked.complete(null);
  }

  public boolean isAsked() {
    return asked.isDone();
  }

  /**
   * @throws Heard if it is to end
   */
  public void check() {
    if (isAsked()) {
      throw new Heard();
    }
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public boolean reach(long moment) {
    long left = moment - System.nanoTime();
    if (left > 0) {
      pause(Duration.ofNanos(left));
    }
    return !isAsked();
  }

  /** Waits for a while, or less if it is to end. */
  public void pause(Duration time) {
    try {
      asked.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException over) {
      // as it should be
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      ask();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Waits for a result.
   *
   * @param what is waited for, for the message: "the job did not ..."
   * @throws Heard if it is to end before
   * @throws IOException if it takes longer than the limit, or fails
   */
  <T> T orResult(CompletableFuture<T> result, Duration limit, String what) throws IOException {
    try {
      CompletableFuture.anyOf(result, asked).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      check();
      return result.join();
    } catch (TimeoutException over) {
      throw new IOException(what + " within " + limit.toSeconds() + " s", over);
    } catch (ExecutionException failure) {
      throw new IOException(what + ": " + failure.getCause().getMessage(), failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new Heard();
    }
  }
}
