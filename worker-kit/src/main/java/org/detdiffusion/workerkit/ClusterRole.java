package org.detdiffusion.workerkit;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.detdiffusion.messages.Topics.ANNOTATED_IMAGES;
import static org.detdiffusion.messages.Topics.ATTRIBUTE_RECORDS;
import static org.detdiffusion.messages.Topics.AUGMENTATION_JOBS;
import static org.detdiffusion.messages.Topics.CANCELLED_JOBS;
import static org.detdiffusion.messages.Topics.LAYOUT_JOBS;
import static org.detdiffusion.messages.Topics.MODEL_UPDATES;
import static org.detdiffusion.messages.Topics.SYNTHETIC_IMAGES;
import static org.detdiffusion.messages.Topics.TRAINING_JOBS;
import static org.detdiffusion.messages.Topics.TRAINING_PROGRESS;
import static org.detdiffusion.messages.Topics.deadLetters;

import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.messages.Topics;

/**
 * Who works with the cluster, and the rights that each needs, no more. The table of {@code
 * docs/security.md} is this one; a test holds them equal.
 */
public enum ClusterRole {
  LABELLER(
      reads(MODEL_UPDATES, ANNOTATED_IMAGES),
      writes(ATTRIBUTE_RECORDS, deadLetters(ANNOTATED_IMAGES)),
      Privilege.transform(Groups.LABELLER_PREFIX)),
  GENERATOR(
      reads(MODEL_UPDATES, CANCELLED_JOBS, LAYOUT_JOBS),
      writes(SYNTHETIC_IMAGES, deadLetters(LAYOUT_JOBS)),
      Privilege.queue(Groups.GENERATOR)),
  TRAINER(
      reads(TRAINING_JOBS, ANNOTATED_IMAGES, ATTRIBUTE_RECORDS, SYNTHETIC_IMAGES),
      writes(MODEL_UPDATES, TRAINING_PROGRESS, TRAINING_JOBS, deadLetters(TRAINING_JOBS)),
      Privilege.queue(Groups.TRAINER)),
  PLANNER(
      reads(AUGMENTATION_JOBS, CANCELLED_JOBS, ATTRIBUTE_RECORDS),
      writes(LAYOUT_JOBS, deadLetters(AUGMENTATION_JOBS)),
      Privilege.transform(Groups.PLANNER)),

  /** The page of {@code serve}, which takes and cancels jobs and tells the generators' backlog. */
  PAGE(
      Privilege.topics(READ, allTopics()),
      writes(AUGMENTATION_JOBS, CANCELLED_JOBS, LAYOUT_JOBS),
      List.of(
          Privilege.group(Groups.GENERATOR, DESCRIBE),
          Privilege.group(JobQueueLoop.consumerGroup(Groups.GENERATOR), DESCRIBE))),

  /** Sees that no topic has to be made. */
  IMPORT(writes(ANNOTATED_IMAGES), Privilege.topics(DESCRIBE, allTopicsBut(ANNOTATED_IMAGES))),
  EXPORT(reads(ANNOTATED_IMAGES, ATTRIBUTE_RECORDS, AUGMENTATION_JOBS, SYNTHETIC_IMAGES)),

  RELABEL(reads(ATTRIBUTE_RECORDS), writes(ATTRIBUTE_RECORDS)),

  /** The closed loop of {@code serve}, which asks for images and trains on. */
  LOOP(
      reads(
          ANNOTATED_IMAGES,
          ATTRIBUTE_RECORDS,
          MODEL_UPDATES,
          AUGMENTATION_JOBS,
          CANCELLED_JOBS,
          SYNTHETIC_IMAGES,
          TRAINING_JOBS),
      writes(AUGMENTATION_JOBS, TRAINING_JOBS)),

  /** Lists dead letters and brings them back. */
  REDRIVE(
      Privilege.topics(READ, allTopics()),
      Privilege.topics(WRITE, allTopics()),
      List.of(Privilege.transaction(Redrive.TRANSACTIONAL_ID))),

  /** Finds what no message names in the image store. */
  SWEEP(
      reads(
          ANNOTATED_IMAGES,
          SYNTHETIC_IMAGES,
          deadLetters(ANNOTATED_IMAGES),
          deadLetters(SYNTHETIC_IMAGES))),

  /** Who makes the topics and sets the share groups up, once. */
  ADMINISTRATOR(
      List.of(Privilege.cluster(CREATE)),
      Privilege.topics(DESCRIBE, allTopics()),
      administers(Groups.GENERATOR),
      administers(Groups.TRAINER));

  private final List<Privilege> privileges;

  @SafeVarargs
  ClusterRole(List<Privilege>... privileges) {
    this.privileges = Stream.of(privileges).flatMap(List::stream).toList();
  }

  List<Privilege> privileges() {
    return privileges;
  }

  private static List<Privilege> reads(String... topics) {
    return Privilege.topics(READ, List.of(topics));
  }

  private static List<Privilege> writes(String... topics) {
    return Privilege.topics(WRITE, List.of(topics));
  }

  private static List<Privilege> administers(String group) {
    return List.of(Privilege.group(group, DESCRIBE_CONFIGS), Privilege.group(group, ALTER_CONFIGS));
  }

  private static List<String> allTopicsBut(String one) {
    return allTopics().stream().filter(topic -> !topic.equals(one)).toList();
  }

  private static List<String> allTopics() {
    return Stream.concat(Topics.ALL.stream(), Topics.ALL.stream().map(Topics::deadLetters))
        .toList();
  }
}
