package org.detdiffusion.labeller;

import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.perception.attribute.Folds;

/** The images that one detector judges: of one data set, split and fold. */
record Scope(String dataSet, String split, int fold, int folds) {

  static Scope of(LabelScope scope) {
    return new Scope(scope.getDataSet(), scope.getSplit(), scope.getFold(), scope.getFolds());
  }

  boolean covers(AnnotatedImageMessage image) {
    return image.getDataSet().equals(dataSet)
        && image.getSplit().equals(split)
        && (folds <= 1 || Folds.foldOf(image.getId(), folds) == fold);
  }
}
