package io.github.nsglint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.document.Choice;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.BoolNode;
import io.github.nsglint.document.Node.TextNode;
import io.github.nsglint.document.Node.Unresolved;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenChoicesTest {
  private static final Span PLACE = new SourceFile("main.json", "{}").span(0, 1);

  private static Unresolved named(String symbol) {
    return new Unresolved("it has no value", symbol, PLACE);
  }

  private static List<String> met(OpenChoices choices) {
    return choices.met().stream().map(Choice::expression).toList();
  }

  @Test
  void aConditionAndItsOppositeAreOneChoice() {
    OpenChoices first = OpenChoices.none();
    assertEquals(Optional.empty(), first.condition(named("⟨parameters('p')⟩")));
    assertEquals(Optional.empty(), first.condition(named("⟨not(parameters('p'))⟩")));
    assertEquals(List.of("parameters('p')"), met(first));
    OpenChoices again = OpenChoices.taking(Map.of("⟨parameters('p')⟩", new BoolNode(true, PLACE)));
    assertEquals(Optional.of(true), again.condition(named("⟨parameters('p')⟩")));
    assertEquals(Optional.of(false), again.condition(named("⟨not(parameters('p'))⟩")));
    assertEquals(Optional.empty(), again.condition(named("⟨parameters('q')⟩")));
  }

  @Test
  void whatOnlyLooksLikeAnOppositeIsNone() {
    OpenChoices choices = OpenChoices.none();
    choices.condition(named("⟨not(a), or(b)⟩"));
    assertEquals(List.of("not(a), or(b)"), met(choices));
  }

  @Test
  void whatStandsForManyValuesIsNoChoice() {
    OpenChoices choices = OpenChoices.none();
    choices.condition(named(""));
    choices.condition(named("⟨equals(copyIndex('many'), 1)⟩"));
    choices.condition(named("⟨parameters('p')⟩-x"));
    assertEquals(List.of(), met(choices));
  }

  @Test
  void ofManyValuesNoneIsTried() {
    OpenChoices choices = OpenChoices.none();
    for (int options = 0; options < 7; options++) {
      List<Node> values =
          IntStream.range(0, options).<Node>mapToObj(i -> new TextNode("" + i, PLACE)).toList();
      choices.value(named("⟨parameters('" + options + "')⟩"), values);
    }
    assertEquals(List.of("parameters('2')", "parameters('3')", "parameters('4')"), met(choices));
  }

  @Test
  void notMoreAreKeptThanAreOfUse() {
    OpenChoices choices = OpenChoices.none();
    for (int i = 0; i < 1000; i++) {
      choices.condition(named("⟨parameters('" + i + "')⟩"));
      choices.condition(named("⟨parameters('0')⟩"));
    }
    assertEquals(64, choices.met().size());
    assertEquals(64, choices.met().get(0).places().size());
  }
}
