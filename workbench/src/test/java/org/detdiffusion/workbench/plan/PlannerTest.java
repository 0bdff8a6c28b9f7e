package org.detdiffusion.workbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.LayoutFilter;
import org.detdiffusion.messages.LayoutJitter;
import org.detdiffusion.messages.LayoutJob;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.plan.AnnotatedLayout;
import org.detdiffusion.workerkit.Ids;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final LayoutObject EASY_DOG =
      new LayoutObject("dog", new Box(4, 4, 30, 20), Optional.of(Attribute.EASY));
  private final Planner planner = new Planner(new Pets(), "unwanted"::equals);

  /** One judged image. */
  private record Pets() implements JudgedLayouts {
    @Override
    public List<AnnotatedLayout> of(String dataSet, String split) {
      return dataSet.equals("pets")
          ? List.of(new AnnotatedLayout("a", new Layout(64, 64, List.of(EASY_DOG))))
          : List.of();
    }

    @Override
    public SortedMap<String, Set<String>> splits() {
      return new TreeMap<>(Map.of("pets", new TreeSet<>(Set.of("train", "test"))));
    }
  }

  @Test
  void plansOneLayoutJobAnImage() throws Exception {
    List<LayoutJob> jobs = plan(job("job-7", "pets", Strategy.ORIGIN, 3));
    assertThat(jobs)
        .extracting(LayoutJob::getId)
        .containsExactly("job-7-00000", "job-7-00001", "job-7-00002");
    assertThat(jobs).extracting(LayoutJob::getJobId).containsOnly("job-7");
    assertThat(difficulties(jobs)).containsOnly(Difficulty.EASY);
  }

  @Test
  void plansNothingOfACancelledJob() throws Exception {
    assertThat(plan(job("unwanted", "pets", Strategy.ORIGIN, 3))).isEmpty();
  }

  @Test
  void everyLayoutJobNamesTheCheckpointThatTheJobPins() throws Exception {
    AugmentationJob job = job("job-7", "pets", Strategy.ORIGIN, 2);
    AugmentationJob pinned = AugmentationJob.newBuilder(job).setGeneratorSha256("ab").build();
    assertThat(plan(pinned)).extracting(LayoutJob::getGeneratorSha256).containsOnly("ab");
    assertThat(plan(job)).extracting(LayoutJob::getGeneratorSha256).containsOnly("");
  }

  @Test
  void makesAllObjectsHardFromTheSameLayoutsAndNoise() throws Exception {
    List<LayoutJob> origin = plan(job("one", "pets", Strategy.ORIGIN, 4));
    List<LayoutJob> hard = plan(job("two", "pets", Strategy.HARD, 4));
    assertThat(difficulties(hard)).containsOnly(Difficulty.HARD);
    assertThat(hard)
        .extracting(LayoutJob::getSeed)
        .containsExactlyElementsOf(origin.stream().map(LayoutJob::getSeed).toList())
        .doesNotHaveDuplicates();
    assertThat(hard)
        .extracting(job -> job.getLayout().getObjects().get(0).getX())
        .containsExactlyElementsOf(
            origin.stream().map(job -> job.getLayout().getObjects().get(0).getX()).toList());
  }

  @Test
  void saysWhatToDoWithoutAttributeRecords() {
    assertThatThrownBy(() -> plan(job("x", "stars", Strategy.HARD, 1)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("no attribute records of data set 'stars', split 'train'")
        .hasMessageContaining("but of 'pets' (test, train);")
        .hasMessageContaining("train a detector");
  }

  @Test
  void refusesCountsThatMakeNoSense() {
    assertThatThrownBy(() -> plan(job("x", "pets", Strategy.HARD, 0)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("images is 0");
    assertThatThrownBy(() -> plan(job("x", "pets", Strategy.HARD, 100_001)))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("100000");
  }

  @Test
  void refusesFiltersAndJitterThatMakeNoSense() {
    AugmentationJob job = job("x", "pets", Strategy.HARD, 1);
    LayoutFilter none = LayoutFilter.newBuilder().setMinObjects(5).setMaxObjects(3).build();
    assertThatThrownBy(() -> plan(AugmentationJob.newBuilder(job).setFilter(none).build()))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("5 to 3 objects");
    LayoutJitter wild = LayoutJitter.newBuilder().setZoom(0.5).build();
    assertThatThrownBy(() -> plan(AugmentationJob.newBuilder(job).setJitter(wild).build()))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("zoom is 0.5; use 1.0 to 4.0");
  }

  @Test
  void saysWhenNoImagePassesTheFilter() {
    AugmentationJob job = job("x", "pets", Strategy.HARD, 1);
    LayoutFilter papers = new LayoutFilter(0.02, 3, 8);
    assertThatThrownBy(() -> plan(AugmentationJob.newBuilder(job).setFilter(papers).build()))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("none of 1 judged images has a layout of 3 to 8 objects");
  }

  @Test
  void aJobTypedByHandPlansTheSameBytesEveryTime() throws Exception {
    byte[] job =
        """
        {"id": "rare-1", "dataSet": "pets", "focus": "RARE_CLASSES", "images": 20,
         "filter": {"minAreaShare": 0.02}, "jitter": {"flip": false, "resize": 1.5}}
        """
            .getBytes(StandardCharsets.UTF_8);
    List<Outgoing> planned = planner.apply(incoming(job));
    assertThat(planned).hasSize(20);
    assertThat(planner.apply(incoming(job)))
        .extracting(Outgoing::value)
        .containsExactlyElementsOf(planned.stream().map(Outgoing::value).toList());
  }

  @Test
  void anIdMayBeSoLongThatItsLayoutsCanStillBeNamed() throws Exception {
    List<LayoutJob> named = plan(job("x".repeat(500), "pets", Strategy.ORIGIN, 1));
    Ids.check("id", named.get(0).getId());

    AugmentationJob longer = job("x".repeat(501), "pets", Strategy.ORIGIN, 1);
    assertThatThrownBy(() -> plan(longer))
        .isInstanceOf(RejectedException.class)
        .hasMessage(
            "the id that begins 'xxxxxxxxxxxxxxxxxxxx' has 501 characters; 500 are the most");
  }

  @Test
  void refusesWhatIsNoJob() {
    byte[] noise = "once upon a time".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> planner.apply(incoming(noise)))
        .isInstanceOf(RejectedException.class)
        .extracting(e -> ((RejectedException) e).code())
        .isEqualTo(PermanentCode.UNREADABLE);
  }

  private static List<Difficulty> difficulties(List<LayoutJob> jobs) {
    return jobs.stream()
        .flatMap(job -> job.getLayout().getObjects().stream())
        .map(ObjectAnnotation::getDifficulty)
        .toList();
  }

  private List<LayoutJob> plan(AugmentationJob job)
      throws RejectedException, UnreadableMessageException {
    List<LayoutJob> jobs = new ArrayList<>();
    for (Outgoing planned : planner.apply(incoming(Wire.encode(job)))) {
      assertThat(planned.topic()).isEqualTo(Topics.LAYOUT_JOBS);
      assertThat(planned.headers()).containsEntry("job-id", job.getId());
      jobs.add(Wire.decode(LayoutJob.class, planned.value()));
    }
    return jobs;
  }

  private static Incoming incoming(byte[] value) {
    return new Incoming(Topics.AUGMENTATION_JOBS, 0, 0, "key", value, Map.of(), 1);
  }

  private static AugmentationJob job(String id, String dataSet, Strategy strategy, int images) {
    return AugmentationJob.newBuilder()
        .setId(id)
        .setDataSet(dataSet)
        .setStrategy(strategy)
        .setLayouts(LayoutSource.COPIED)
        .setImages(images)
        .setSeed(5)
        .build();
  }
}
