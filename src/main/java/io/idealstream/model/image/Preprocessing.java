package io.idealstream.model.image;

import io.idealstream.model.ModelJson;
import io.idealstream.model.ModelRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * From decoded pixels to a model's input, as Hugging Face's CLIPImageProcessor does it: scale, crop
 * the centre, multiply, subtract the mean, divide by the deviation.
 *
 * @param cropHeight rows of the model's input
 * @param cropWidth columns of the model's input
 * @param rescale factor on components of 0 to 255
 * @param mean subtracted per channel (red, green, blue), after rescaling
 * @param deviation divisor per channel
 * @param alpha what becomes of transparency
 */
public record Preprocessing(
    Scaling scaling,
    Resampling resampling,
    int cropHeight,
    int cropWidth,
    double rescale,
    List<Double> mean,
    List<Double> deviation,
    Alpha alpha) {

  private static final int LONGEST_SIDE = 4096;
  private static final double RESCALE = 1 / 255.0;
  private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
  private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);
  private static final Set<String> PROCESSORS =
      Set.of("CLIPImageProcessor", "CLIPImageProcessorFast", "CLIPFeatureExtractor");

  public Preprocessing {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /**
   * Reads {@code preprocessor_config.json}. What it leaves out takes CLIPImageProcessor's defaults.
   *
   * @param file name for messages
   * @throws ModelRefused naming the setting, when it is wrong or asks for something else than
   *     CLIP's preprocessing
   */
  public static Preprocessing parse(byte[] json, String file, Alpha alpha) {
    return parse(ModelJson.parse(file, json), alpha);
  }

  /**
   * Reads {@code preprocessor_config.json}, or the image processor in {@code
   * processor_config.json}.
   */
  public static Preprocessing parse(ModelJson settings, Alpha alpha) {
    checkProcessor(settings);
    Scaling scaling = flag(settings, "do_resize") ? scaling(settings) : new Scaling.None();
    Scaling.Exact crop = crop(settings, scaling);
    boolean normalize = flag(settings, "do_normalize");
    return new Preprocessing(
        scaling,
        resampling(settings),
        crop.height(),
        crop.width(),
        flag(settings, "do_rescale") ? factor(settings) : 1,
        normalize ? channels(settings, "image_mean", MEAN) : List.of(0.0, 0.0, 0.0),
        normalize ? deviation(settings) : List.of(1.0, 1.0, 1.0),
        alpha);
  }

  /** Two preprocessings with the same text give the same numbers; part of a model's fingerprint. */
  public String canonical() {
    return String.join(
        ";",
        "form=1",
        "scaling=" + scaling,
        "resampling=" + resampling,
        "crop=" + cropHeight + "x" + cropWidth,
        "rescale=" + rescale,
        "mean=" + mean,
        "deviation=" + deviation,
        "alpha=" + alpha);
  }

  private static void checkProcessor(ModelJson settings) {
    ModelJson type =
        settings.has("image_processor_type")
            ? settings.child("image_processor_type")
            : settings.child("feature_extractor_type");
    if (type.node().isTextual() && !PROCESSORS.contains(type.text())) {
      throw type.refuse("one of " + PROCESSORS.stream().sorted().toList());
    }
    if (settings.has("do_pad") && settings.get("do_pad").truth()) {
      throw settings.get("do_pad").refuse("false, as in every CLIP");
    }
  }

  private static boolean flag(ModelJson settings, String name) {
    return !settings.has(name) || settings.get(name).truth();
  }

  private static Scaling scaling(ModelJson settings) {
    if (!settings.has("size")) {
      return new Scaling.ShortestEdge(224);
    }
    ModelJson size = settings.get("size");
    if (size.node().isNumber()) {
      return new Scaling.ShortestEdge(side(size));
    }
    if (size.has("height") && size.has("width")) {
      return exact(size);
    }
    if (size.has("shortest_edge") && !size.has("longest_edge")) {
      return new Scaling.ShortestEdge(side(size.get("shortest_edge")));
    }
    throw size.refuse("a number, {shortest_edge} or {height, width}");
  }

  /** Without a crop the input has the size that scaling gives, which must then be one size. */
  private static Scaling.Exact crop(ModelJson settings, Scaling scaling) {
    if (!flag(settings, "do_center_crop")) {
      if (scaling instanceof Scaling.Exact size) {
        return size;
      }
      throw settings
          .child("do_center_crop")
          .refuse("true, or size to be {height, width}: a model's input has one size");
    }
    if (!settings.has("crop_size")) {
      return new Scaling.Exact(224, 224);
    }
    ModelJson size = settings.get("crop_size");
    if (size.node().isNumber()) {
      return new Scaling.Exact(side(size), side(size));
    }
    if (size.has("height") && size.has("width")) {
      return exact(size);
    }
    throw size.refuse("a number or {height, width}");
  }

  private static Scaling.Exact exact(ModelJson size) {
    return new Scaling.Exact(side(size.get("height")), side(size.get("width")));
  }

  private static int side(ModelJson length) {
    int pixels = length.integer();
    if (pixels < 1 || pixels > LONGEST_SIDE) {
      throw length.refuse("from 1 to " + LONGEST_SIDE + " pixels");
    }
    return pixels;
  }

  private static Resampling resampling(ModelJson settings) {
    if (!settings.has("resample")) {
      return Resampling.BICUBIC;
    }
    ModelJson code = settings.get("resample");
    for (Resampling each : Resampling.values()) {
      if (each.code() == code.integer()) {
        return each;
      }
    }
    throw code.refuse("2 (bilinear) or 3 (bicubic)");
  }

  private static double factor(ModelJson settings) {
    return settings.has("rescale_factor") ? finite(settings.get("rescale_factor")) : RESCALE;
  }

  private static List<Double> deviation(ModelJson settings) {
    List<Double> deviation = channels(settings, "image_std", DEVIATION);
    if (deviation.contains(0.0)) {
      throw settings.get("image_std").refuse("three numbers other than 0");
    }
    return deviation;
  }

  private static List<Double> channels(ModelJson settings, String name, List<Double> missing) {
    if (!settings.has(name)) {
      return missing;
    }
    ModelJson array = settings.get(name);
    List<Double> values = new ArrayList<>();
    array.elements().forEach(number -> values.add(finite(number)));
    if (values.size() != 3) {
      throw array.refuse("three numbers, for red, green and blue");
    }
    return values;
  }

  private static double finite(ModelJson number) {
    double value = number.number();
    if (!Double.isFinite(value)) {
      throw number.refuse("a finite number");
    }
    return value;
  }
}
