package io.idealstream.model.fetch;

import io.idealstream.model.Digest;
import io.idealstream.model.fetch.Catalogue.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

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

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI base;
  private final Progress progress;
  private long done;

  private Fetch(URI base, Progress progress) {
    this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    this.progress = progress;
  }

  public static Fetch fromHub(Progress progress) {
    return new Fetch(HUB, progress);
  }

  /**
   * @param mirror serves {@code REPOSITORY/resolve/REVISION/FILE} below this address
   */
  public static Fetch fromMirror(URI mirror, Progress progress) {
    return new Fetch(mirror, progress);
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

  /** Continues a partial file; a server that does not continue sends it whole again. */
  private void append(URI address, Path part, RemoteFile file) throws IOException, FetchFailed {
    long have = size(part);
    if (have >= file.bytes()) {
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    HttpResponse<InputStream> response = send(request.build());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200 && response.statusCode() != 206) {
        throw new FetchFailed(
            address + ": the server answered " + response.statusCode() + ", expected the file");
      }
      boolean continued = response.statusCode() == 206;
      try (OutputStream out =
          continued
              ? Files.newOutputStream(part, StandardOpenOption.APPEND)
              : Files.newOutputStream(part)) {
        copy(body, out, continued ? have : 0, file);
      }
    }
  }

  private void copy(InputStream body, OutputStream out, long have, RemoteFile file)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = have;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      out.write(buffer, 0, read);
      total += read;
      progress.reached(done + Math.min(total, file.bytes()));
      if (total > file.bytes()) {
        return; // longer than the catalogue says: verification will refuse it
      }
    }
    if (total < file.bytes()) {
      throw new IOException(
          "the connection ended after " + total + " of " + file.bytes() + " bytes");
    }
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException, FetchFailed {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchFailed("interrupted; what was downloaded is kept", e);
    }
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
