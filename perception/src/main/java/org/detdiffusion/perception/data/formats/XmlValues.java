package org.detdiffusion.perception.data.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Direct children of XML elements: VOC nests parts of objects that have names and boxes too. */
final class XmlValues {
  private XmlValues() {}

  static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  static Optional<String> text(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .map(element -> element.getTextContent().strip())
        .filter(text -> !text.isEmpty());
  }

  /** NaN where there is no such number. */
  static double number(Element parent, String group, String name) {
    List<Element> groups = children(parent, group);
    try {
      return groups.isEmpty()
          ? Double.NaN
          : text(groups.get(0), name).map(Double::parseDouble).orElse(Double.NaN);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
