package org.detdiffusion.workbench.page.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.workbench.page.PageMessages;
import org.junit.jupiter.api.Test;

class ImageIndexTest {
  private final ImageIndex index = new ImageIndex(100);

  @Test
  void holdsTheNewestImagesOnlyHoweverManyThereAre() {
    for (int number = 0; number < 1000; number++) {
      index.add(PageMessages.place(number), PageMessages.real("image-" + number));
    }
    ImagePage page = index.page(asking(10));
    assertThat(page.fitting()).isEqualTo(100);
    assertThat(page.images()).hasSize(10);
    assertThat(page.images().get(0).id()).isEqualTo("image-999");
    assertThat(index.byNumber(1)).isEmpty();
  }

  @Test
  void givesEveryImageOncePageByPage() {
    for (int number = 0; number < 25; number++) {
      index.add(PageMessages.place(number), PageMessages.real("image-" + number));
    }
    ImageFilter filter = asking(10);
    ImagePage first = index.page(filter);
    filter.before = first.before().orElseThrow();
    ImagePage second = index.page(filter);
    filter.before = second.before().orElseThrow();
    ImagePage third = index.page(filter);
    assertThat(List.of(first.images().size(), second.images().size(), third.images().size()))
        .containsExactly(10, 10, 5);
    assertThat(third.images().get(4).id()).isEqualTo("image-0");
    assertThat(third.before()).isEmpty();
  }

  @Test
  void aVerdictIsShownWhetherItComesBeforeOrAfterItsImage() {
    index.add(PageMessages.verdict("early", Difficulty.HARD));
    index.add(PageMessages.place(0), PageMessages.real("early"));
    index.add(PageMessages.place(1), PageMessages.real("late"));
    index.add(PageMessages.verdict("late", Difficulty.EASY));
    assertThat(hardOnes()).containsExactly("early");
    assertThat(index.page(asking(10)).images())
        .allSatisfy(image -> assertThat(image.detector()).isEqualTo("judge"));
  }

  @Test
  void anImageImportedAnewKeepsItsVerdictAndStandsOnce() {
    index.add(PageMessages.place(0), PageMessages.real("again"));
    index.add(PageMessages.verdict("again", Difficulty.HARD));
    index.add(PageMessages.place(7), PageMessages.real("again"));
    assertThat(index.page(asking(10)).fitting()).isEqualTo(1);
    assertThat(hardOnes()).containsExactly("again");
    assertThat(index.page(asking(10)).images().get(0).place().offset()).isEqualTo(7);
  }

  @Test
  void aGatesVerdictIsShownAndFilteredByWhetherItComesBeforeOrAfterItsImage() {
    index.add(PageMessages.gated("early", true));
    index.add(PageMessages.place(0), PageMessages.made("early", "job"));
    index.add(PageMessages.place(1), PageMessages.made("late", "job"));
    index.add(PageMessages.place(2), PageMessages.made("never", "job"));
    index.add(PageMessages.gated("late", false));
    ImageFilter kept = asking(10);
    kept.verdict = Optional.of("kept");
    ImageFilter dropped = asking(10);
    dropped.verdict = Optional.of("dropped");

    assertThat(index.page(kept).images()).extracting(IndexedImage::id).containsExactly("early");
    assertThat(index.page(dropped).images()).extracting(IndexedImage::id).containsExactly("late");
    IndexedImage late = index.page(dropped).images().get(0);
    assertThat(late.gate()).contains(new ShownVerdict("run", false, "unasked", 1, 0));
    assertThat(late.boxes().get(0).score()).contains(0.75);
    assertThat(late.boxes().get(0).found()).contains(true);
    assertThat(index.gateVerdicts()).isEqualTo(2);
  }

  @Test
  void ofImagesMadeTwiceTheFirstStands() {
    index.add(PageMessages.place(3), PageMessages.made("layout", "job"));
    index.add(PageMessages.place(9), PageMessages.made("layout", "job"));
    assertThat(index.madeOf("layout").orElseThrow().place().offset()).isEqualTo(3);
    assertThat(index.choices().synthetic()).isEqualTo(1);
  }

  @Test
  void oneObjectHasToFitClassAndDifficulty() {
    index.add(PageMessages.place(0), PageMessages.made("layout", "job"));
    ImageFilter filter = asking(10);
    filter.className = Optional.of("boot");
    filter.difficulty = Optional.of(Difficulty.HARD);
    assertThat(index.page(filter).fitting()).isEqualTo(1);
    filter.difficulty = Optional.of(Difficulty.EASY);
    assertThat(index.page(filter).fitting()).isZero();
    filter.difficulty = Optional.empty();
    filter.job = Optional.of("another");
    assertThat(index.page(filter).fitting()).isZero();
  }

  private List<String> hardOnes() {
    ImageFilter filter = asking(10);
    filter.difficulty = Optional.of(Difficulty.HARD);
    return index.page(filter).images().stream().map(IndexedImage::id).toList();
  }

  private static ImageFilter asking(int limit) {
    ImageFilter filter = new ImageFilter();
    filter.kind = Optional.empty();
    filter.className = Optional.empty();
    filter.difficulty = Optional.empty();
    filter.job = Optional.empty();
    filter.dataSet = Optional.empty();
    filter.verdict = Optional.empty();
    filter.before = Long.MAX_VALUE;
    filter.limit = limit;
    return filter;
  }
}
