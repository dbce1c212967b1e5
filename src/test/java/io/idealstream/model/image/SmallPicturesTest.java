package io.idealstream.model.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.idealstream.fixtures.Pictures;
import io.idealstream.model.image.SmallPictures.Small;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SmallPicturesTest {

  private final SmallPictures small = new SmallPictures(160, ImageLimits.defaults());

  @Test
  void theLongerSideIsCutDownAndProportionsAreKept() throws Exception {
    Small made = small.of(Pictures.plain(400, 100, 0x3060c0));
    assertEquals(400, made.width());
    assertEquals(100, made.height());
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(made.jpeg()));
    assertEquals(160, shown.getWidth());
    assertEquals(40, shown.getHeight());
    int colour = shown.getRGB(80, 20);
    assertEquals(0x30, colour >> 16 & 0xff, 3);
    assertEquals(0x60, colour >> 8 & 0xff, 3);
    assertEquals(0xc0, colour & 0xff, 3);
  }

  @Test
  void smallOnesStayAsTheyAreAndThinOnesKeepAPixel() throws Exception {
    assertSize(7, 5, small.of(Pictures.plain(7, 5, 0)));
    assertSize(160, 1, small.of(Pictures.plain(2000, 1, 0)));
  }

  @Test
  void whatIsNoPictureOrTooLargeIsRejected() {
    assertThrows(ImageRejected.class, () -> small.of(new byte[] {1, 2, 3}));
    SmallPictures strict = new SmallPictures(160, ImageLimits.defaults().withMaxPixels(99));
    assertThrows(ImageRejected.class, () -> strict.of(Pictures.plain(10, 10, 0)));
  }

  private static void assertSize(int width, int height, Small made) throws Exception {
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(made.jpeg()));
    assertEquals(width, shown.getWidth());
    assertEquals(height, shown.getHeight());
  }
}
