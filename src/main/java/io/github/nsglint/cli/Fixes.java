package io.github.nsglint.cli;

import io.github.nsglint.analysis.ChangeProof;
import io.github.nsglint.analysis.Finding;
import io.github.nsglint.analysis.Fix;
import io.github.nsglint.analysis.Judged;
import io.github.nsglint.analysis.Remedies;
import io.github.nsglint.analysis.Remedy;
import io.github.nsglint.azure.WrittenRule;
import io.github.nsglint.document.Edit;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.document.Span;
import io.github.nsglint.model.SecurityRule;
import io.github.nsglint.source.DefinitionWriter;
import io.github.nsglint.source.NotWritableException;
import io.github.nsglint.source.TextFormat.Claim;
import io.github.nsglint.source.arm.TemplateWriter;
import io.github.nsglint.source.azcli.AzScripts;
import io.github.nsglint.source.azcli.ScriptWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for changes that mend findings. Each is made in memory, read, and judged. */
final class Fixes {
  /** A network as it would be with other texts in the place of files. */
  interface Judge {
    /**
     * @param texts by the path that a person is shown
     */
    Judged judge(Map<String, SourceFile> texts);
  }

  /**
   * What came of a finding.
   *
   * @param none why there is no fix, a clause; empty if there is one
   * @param after everything with the fix made
   */
  record Attempt(Optional<Fix> fix, String none, Optional<Outcome> after) {
    static Attempt none(String why) {
      return new Attempt(Optional.empty(), why, Optional.empty());
    }
  }

  /**
   * @param texts of the files that are changed
   */
  record Outcome(Map<String, SourceFile> texts, Judged judged) {}

  /** In UTF-16 units, over all proofs. */
  private static final long MOST_READ = 500_000_000L;

  private final Judge judge;
  private final IdentityHashMap<SourceFile, DefinitionWriter> writers = new IdentityHashMap<>();
  private int left;

  /**
   * @param most how often to read and judge
   */
  Fixes(Judge judge, int most) {
    this.judge = judge;
    this.left = most;
  }

  /**
   * How often to read and judge: less often what is large.
   *
   * @param most however small it is
   */
  static int proofs(Inputs.Read read, int most) {
    long length = 1;
    for (SourceFile source : read.summary().sources()) {
      length += source.length();
    }
    return (int) Math.max(1, Math.min(most, MOST_READ / length));
  }

  /** Whether it may try on. */
  boolean isSpent() {
    return left <= 0;
  }

  /**
   * @param finding one of those of {@code now}
   */
  Attempt of(Finding finding, Outcome now) {
    Remedies.Proposal proposal = new Remedies(now.judged()).of(finding);
    Map<String, String> refused = new LinkedHashMap<>();
    for (List<Remedy> way : proposal.ways()) {
      String words = words(way);
      if (refused.containsKey(words)) {
        continue;
      }
      List<Edit> edits;
      try {
        edits = edits(way);
      } catch (NotWritableException e) {
        refused.put(words, e.why());
        continue;
      }
      if (left-- <= 0) {
        return Attempt.none("no more changes are tried");
      }
      Map<String, SourceFile> texts = texts(now.texts(), edits);
      Judged after = judge.judge(texts);
      Optional<String> objection = new ChangeProof(now.judged(), after).objection(finding);
      if (objection.isEmpty()) {
        String sentence = Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
        return new Attempt(
            Optional.of(new Fix(sentence, edits)), "", Optional.of(new Outcome(texts, after)));
      }
      refused.put(words, objection.get());
    }
    return Attempt.none(none(proposal, refused));
  }

  private static String none(Remedies.Proposal proposal, Map<String, String> refused) {
    if (refused.isEmpty()) {
      return proposal.none();
    }
    if (!proposal.otherwise().isEmpty()) {
      return proposal.otherwise();
    }
    Map.Entry<String, String> first = refused.entrySet().iterator().next();
    return "one would be to " + first.getKey() + "; but " + first.getValue();
  }

  private static String words(List<Remedy> way) {
    List<String> words = new ArrayList<>();
    way.forEach(remedy -> words.add(remedy.words()));
    return String.join("; ", words);
  }

  private static Map<String, SourceFile> texts(Map<String, SourceFile> before, List<Edit> edits) {
    IdentityHashMap<SourceFile, List<Edit>> byFile = new IdentityHashMap<>();
    Set<SourceFile> files = new LinkedHashSet<>();
    for (Edit edit : edits) {
      SourceFile file = edit.span().file();
      files.add(file);
      byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(edit);
    }
    Map<String, SourceFile> texts = new LinkedHashMap<>(before);
    for (SourceFile file : files) {
      texts.put(file.path(), Edit.applied(file, byFile.getOrDefault(file, List.of())));
    }
    return texts;
  }

  private List<Edit> edits(List<Remedy> way) throws NotWritableException {
    List<Edit> edits = new ArrayList<>();
    for (Remedy remedy : way) {
      edits.addAll(edits(remedy));
    }
    return edits;
  }

  private List<Edit> edits(Remedy remedy) throws NotWritableException {
    Writing writing =
        remedy.fold(
            added -> {
              Span group = added.group().span();
              List<Span> rules = new ArrayList<>();
              for (SecurityRule rule : added.group().rules()) {
                if (rule.span().file() == group.file()) {
                  rules.add(rule.span());
                }
              }
              return () ->
                  writer(group.file())
                      .addRules(group, rules, added.rules().stream().map(WrittenRule::of).toList());
            },
            set -> () -> writer(set.value().file()).setValue(set.value(), set.other()),
            ports -> {
              List<Span> places = new ArrayList<>();
              ports.rule().destinationPorts().forEach(port -> places.add(port.span()));
              return () ->
                  writer(ports.rule().span().file())
                      .addDestinationPorts(
                          ports.rule().span(),
                          places,
                          ports.ports().stream().map(Object::toString).toList());
            });
    return writing.edits();
  }

  private interface Writing {
    List<Edit> edits() throws NotWritableException;
  }

  private DefinitionWriter writer(SourceFile file) throws NotWritableException {
    DefinitionWriter known = writers.get(file);
    if (known == null) {
      known = newWriter(file);
      writers.put(file, known);
    }
    return known;
  }

  /** Of the formats that can be written, the one of a file. */
  private static DefinitionWriter newWriter(SourceFile file) throws NotWritableException {
    String path = file.path();
    if (path.equals("-")) {
      throw new NotWritableException("it was read from standard input");
    }
    if (AzScripts.claimOf(path.substring(path.lastIndexOf('/') + 1)) != Claim.NONE) {
      return new ScriptWriter(file);
    }
    return TemplateWriter.of(file)
        .orElseThrow(
            () ->
                new NotWritableException(
                    "the file is an answer of Azure; change what it was deployed from"));
  }
}
