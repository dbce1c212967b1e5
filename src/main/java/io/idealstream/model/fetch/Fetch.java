package io.idealstream.model.fetch;

import io.idealstream.model.Digest;
import io.idealstream.model.fetch.Catalogue.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads a model of the catalogue into a folder.
 *
 * <p>A file is written beside its place, continued where an earlier try stopped, and moved into its
 * place only when size and SHA-256 are those of the catalogue. A folder therefore never holds a
 * file that was not verified.
 */
public final class Fetch {
  private static final URI HUB = URI.create("https://huggingface.co/");

  /** In a row that bring nothing; a connection that is cut again and again still gets there. */
  private static final int TRIES = 3;

  /** Longest that a server may send nothing in the middle of an answer. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** How often within it is looked. */
  private static final int LOOKS = 10;

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI base;
  private final Progress progress;
  private final Duration silence;
  private long done;

  private Fetch(URI base, Progress progress, Duration silence) {
    this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    this.progress = progress;
    this.silence = silence;
  }

  public static Fetch fromHub(Progress progress) {
    return new Fetch(HUB, progress, SILENCE);
  }

  /**
   * @param mirror serves {@code REPOSITORY/resolve/REVISION/FILE} below this address
   */
  public static Fetch fromMirror(URI mirror, Progress progress) {
    return fromMirror(mirror, progress, SILENCE);
  }

  static Fetch fromMirror(URI mirror, Progress progress, Duration silence) {
    return new Fetch(mirror, progress, silence);
  }

  /**
   * Downloads what is missing and verifies everything; files already verified are not asked for.
   */
  public void fetch(Catalogue.Entry model, Path folder) throws FetchFailed {
    done = 0;
    for (RemoteFile file : model.files()) {
      Path place = folder.resolve(file.path());
      try {
        Files.createDirectories(place.getParent());
        if (!verified(place, file)) {
          download(address(model, file), place, file);
        }
      } catch (IOException e) {
        throw new FetchFailed(place + " cannot be written: " + e.getMessage(), e);
      }
      done += file.bytes();
      progress.reached(done);
    }
  }

  private URI address(Catalogue.Entry model, RemoteFile file) {
    return base.resolve(model.repository() + "/resolve/" + model.revision() + "/" + file.path());
  }

  private void download(URI address, Path place, RemoteFile file) throws FetchFailed, IOException {
    Path part = place.resolveSibling(place.getFileName() + ".part");
    int vain = 0;
    for (long had = size(part); ; had = size(part)) {
      try {
        append(address, part, file);
        break;
      } catch (IOException e) {
        vain = size(part) > had ? 0 : vain + 1;
        if (vain == TRIES) {
          throw unreachable(address, e);
        }
      }
    }
    if (!verified(part, file)) {
      long found = Files.size(part);
      Files.delete(part);
      throw new FetchFailed(
          address
              + ": expected "
              + file.bytes()
              + " bytes with SHA-256 "
              + file.sha256()
              + ", found "
              + found
              + " bytes of other content; deleted. Was it changed on the way?");
    }
    Files.move(part, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Continues a partial file. */
  private void append(URI address, Path part, RemoteFile file) throws IOException, FetchFailed {
    long have = size(part);
    if (have >= file.bytes()) {
      return;
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    Reception reception =
        new Reception(
            part, file.bytes(), total -> progress.reached(done + Math.min(total, file.bytes())));
    int status = receive(request.build(), reception);
    if (status != 200 && status != 206) {
      throw new FetchFailed(address + ": the server answered " + status + ", expected the file");
    }
    long total = size(part);
    if (total < file.bytes()) {
      throw new IOException(
          "the connection ended after " + total + " of " + file.bytes() + " bytes");
    }
  }

  /** The status of an answer that has come to its end; one that falls silent is given up. */
  private int receive(HttpRequest request, Reception reception) throws IOException, FetchFailed {
    CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, reception);
    try {
      while (true) {
        try {
          return answer.get(silence.toMillis() / LOOKS, TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException notYet) {
          if (reception.silence().compareTo(silence) > 0) {
            throw new IOException("nothing came for " + silence.toSeconds() + " s");
          }
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchFailed("interrupted; what was downloaded is kept", e);
    } finally {
      reception.stop();
      answer.cancel(true);
    }
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private static FetchFailed unreachable(URI address, IOException cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new FetchFailed(
        address.getHost()
            + " gave no complete answer ("
            + reason
            + "). Is there a network? What was"
            + " downloaded is kept; a copy of the hub can be named with --mirror",
        cause);
  }

  private static boolean verified(Path path, RemoteFile file) throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Digest.hex(in).equals(file.sha256());
    }
  }
}
