package org.detdiffusion.workerkit;

/** What will never succeed, whoever tries: a dead letter at the first attempt. */
public enum PermanentCode implements ErrorCode {
  UNREADABLE(
      "The bytes are no message of their topic.",
      "Publish the message again as schemas/README.md shows; redriving the same bytes fails again."),
  UNKNOWN_SCHEMA(
      "The message was written with a schema that the worker doesn't have: a newer one, or another"
          + " topic's.",
      "Update the workers, then redrive; or publish the message to the topic of its type."),
  BAD_JOB("A field of the job is missing or out of its range.", "Publish a job that is in range."),
  ID_TOO_LONG(
      "An id or a name in the message has more than 512 characters.",
      "Publish the message again under a shorter one."),
  OUTPUT_TOO_LARGE(
      "A result is larger than a message may be, or than the brokers take.",
      "Ask for smaller images, or fewer objects; or set what the reason names."),
  INVALID_IMAGE(
      "The image can't be decoded, or its annotations don't fit it.",
      "Publish the image again, decodable and with boxes inside it."),
  BAD_IMAGE_REFERENCE(
      "The message names something that is no object of the image store.",
      "Publish the reference that the store gave, or the image itself."),
  IMAGE_TOO_LARGE(
      "The image has more bytes than a message, or a stored object, may have.",
      "Publish a smaller image, or configure an image store."),
  NO_IMAGE_STORE(
      "The message names a stored image, and the worker has no store.",
      "Set detdiffusion.images.store to the one it was published to, then redrive."),
  IMAGE_ALTERED(
      "The stored image's bytes are not those that its name says.",
      "Publish the image again; the altered object must be removed first."),
  IMAGE_MISSING(
      "The stored image is not in the store, though looked for three times.",
      "Put it back or publish the image again, then redrive."),
  WRONG_SIZE(
      "An image or layout has another size than the network was made for.",
      "Import or plan at the size that the reason names."),
  INVALID_LAYOUT("The layout can't be drawn.", "Publish a layout as the reason asks."),
  NO_OBJECTS("The layout has no objects.", "Name at least one object."),
  UNKNOWN_CLASS(
      "The layout asks for a class that the generator never saw.",
      "Ask for a class that the reason lists, or train a generator on it and redrive."),
  NOT_A_NUMBER("A box has a value that is not finite.", "Publish finite numbers."),
  BOX_OUTSIDE("A box is empty or leaves the image.", "Publish boxes inside the image."),
  BAD_SAMPLING(
      "Sampler, steps or guidance are unknown or out of range.", "Use what the reason names."),
  UNKNOWN_GENERATOR(
      "No generator of that name was announced.",
      "Train or announce it on model-updates, then redrive."),
  NO_ATTRIBUTES(
      "There are no attribute records of the data set and split.",
      "Import the data set, train a detector that labels it, then redrive."),
  NO_LAYOUTS(
      "No layout can be planned from what is known.",
      "Loosen the job's filter, or judge more images and redrive."),
  BAD_DATA(
      "The data set on the topics can't be trained on.",
      "Import what the reason misses, then redrive."),
  BAD_MODEL(
      "The model to be fine-tuned is not there or not usable.",
      "Put it below the trainer's models directory, then redrive."),
  BAD_GATE(
      "The gate's detector is not there or can't look at such images.",
      "Put it below the trainer's models directory, then redrive."),
  SYNTHETIC_IMAGES_MISSING(
      "Too few synthetic images of the named jobs came in time.",
      "See that a generator works on them, then redrive."),
  NOTHING_LEFT(
      "The gate dropped every synthetic image.", "Publish the job with a looser gate or none."),
  NON_FINITE_LOSS(
      "The training diverged: its loss is no longer a number.",
      "Publish the job with a smaller learning rate.");

  private final String meaning;
  private final String cure;

  PermanentCode(String meaning, String cure) {
    this.meaning = meaning;
    this.cure = cure;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String cure() {
    return cure;
  }

  @Override
  public boolean isPermanent() {
    return true;
  }
}
