package io.idealstream.model.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/**
 * Writes what one answer brings to a file as it comes, so that nothing that came is lost when the
 * connection is cut: a stream over the answer would drop what nobody had read by then.
 */
final class Reception implements HttpResponse.BodyHandler<Void>, BodySubscriber<Void> {

  private final Path part;
  private final long most;
  private final LongConsumer progress;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private long heard = System.nanoTime();
  private long total;
  private OutputStream out;
  private Subscription subscription;
  private boolean stopped;

  /**
   * @param most bytes of the whole file; nothing behind the first byte too many is taken
   * @param progress hears how long the file is
   */
  Reception(Path part, long most, LongConsumer progress) {
    this.part = part;
    this.most = most;
    this.progress = progress;
  }

  /** A server that does not continue sends the file whole again. */
  @Override
  public synchronized BodySubscriber<Void> apply(ResponseInfo answer) {
    heard = System.nanoTime();
    int status = answer.statusCode();
    if (status != 200 && status != 206) {
      return BodySubscribers.discarding();
    }
    try {
      boolean continued = status == 206;
      total = continued ? Files.size(part) : 0;
      out =
          continued
              ? Files.newOutputStream(part, StandardOpenOption.APPEND)
              : Files.newOutputStream(part);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void onSubscribe(Subscription answer) {
    subscription = answer;
    answer.request(1);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    if (stopped) {
      return;
    }
    heard = System.nanoTime();
    try {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        out.write(bytes);
        total += bytes.length;
      }
    } catch (IOException e) {
      subscription.cancel();
      onError(e);
      return;
    }
    progress.accept(total);
    if (total > most) {
      subscription.cancel();
      onComplete();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    stop();
    end.completeExceptionally(failure);
  }

  @Override
  public synchronized void onComplete() {
    stop();
    end.complete(null);
  }

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }

  /** Time since the last byte came, or since the question. */
  synchronized Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  /** Writes nothing from now on. */
  synchronized void stop() {
    stopped = true;
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        end.completeExceptionally(e);
      }
    }
  }
}
