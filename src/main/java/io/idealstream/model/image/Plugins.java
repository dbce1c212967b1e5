package io.idealstream.model.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The image readers of the Java runtime, by format.
 *
 * <p>Not looked up through {@link ImageIO}'s search, which offers whatever plug-ins the first class
 * loader in the process happened to see. The registry is opened under the platform's class loader,
 * so that it keeps no plug-in, and with it no class loader, of a job that comes and goes.
 */
final class Plugins {
  private Plugins() {}

  /**
   * Reads the first picture of some bytes.
   *
   * @param length bytes to use
   */
  static Samples read(ImageReaderSpi provider, byte[] encoded, int length) throws IOException {
    ImageReader reader = provider.createReaderInstance();
    try (ByteArrayImageInputStream input = new ByteArrayImageInputStream(encoded, 0, length)) {
      reader.setInput(input, true, true);
      return RasterSamples.of(reader.read(0).getRaster());
    } finally {
      reader.dispose();
    }
  }

  /** The runtime's reader of a format. */
  static ImageReaderSpi runtime(String format) {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      Iterator<ImageReaderSpi> providers =
          IIORegistry.getDefaultInstance()
              .getServiceProviders(
                  ImageReaderSpi.class, each -> ofRuntime((ImageReaderSpi) each, format), false);
      if (!providers.hasNext()) {
        throw new IllegalStateException(
            "expected the Java runtime to read "
                + format
                + "; is its module java.desktop complete?");
      }
      return providers.next();
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private static boolean ofRuntime(ImageReaderSpi provider, String format) {
    return provider.getClass().getModule() == ImageIO.class.getModule()
        && Arrays.asList(provider.getFormatNames()).contains(format);
  }
}
