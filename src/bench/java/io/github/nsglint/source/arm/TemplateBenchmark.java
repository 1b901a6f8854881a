package io.github.nsglint.source.arm;

import io.github.nsglint.document.JsonReader;
import io.github.nsglint.document.Node;
import io.github.nsglint.document.Node.MapNode;
import io.github.nsglint.document.SourceFile;
import io.github.nsglint.source.DeploymentTarget;
import io.github.nsglint.source.Limits;
import io.github.nsglint.source.NetworkTypes;
import io.github.nsglint.source.OpenChoices;
import io.github.nsglint.source.Output;
import io.github.nsglint.source.template.Deployment;
import io.github.nsglint.source.template.Template;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A template of 40 groups with 10 rules each, an expression in each second value. Evaluating it
 * should take no more than four times as long as parsing it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TemplateBenchmark {
  private static final String HEAD =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0",
       "parameters": {
         "prefix": {"type": "string", "defaultValue": "contoso"},
         "location": {"type": "string", "defaultValue": "[resourceGroup().location]"},
         "source": {"type": "string"},
         "ports": {"type": "array", "defaultValue": ["22", "3389", "443"]}},
       "variables": {
         "name": "[toLower(concat(parameters('prefix'), '-', uniqueString('seed')))]",
         "hub": "10.0.0.0/8",
         "tags": {"owner": "[format('{0}/{1}', parameters('prefix'), 'network')]"},
         "all": "[map(parameters('ports'), lambda('port', concat(lambdaVariables('port'), '-', \
      lambdaVariables('port'))))]"},
       "resources": [
      """;
  private static final String RULE =
      """
      {"name": "[format('rule-{0}', #)]",
       "properties": {
         "priority": "[add(100, #)]", "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
         "description": "[if(equals(mod(#, 2), 0), 'even', concat('odd ', variables('name')))]",
         "sourceAddressPrefix": "[coalesce(null(), parameters('source'))]",
         "sourcePortRange": "*",
         "destinationAddressPrefix": "[cidrSubnet(variables('hub'), 16, #)]",
         "destinationPortRange": "[variables('all')[mod(#, 3)]]"}}""";

  private final SourceFile text = new SourceFile("template.json", template());
  private final Template parsed = template(JsonReader.read(text).value());

  private static String template() {
    StringBuilder template = new StringBuilder(HEAD);
    for (int group = 0; group < 40; group++) {
      template.append(group == 0 ? "" : ",\n").append(group(group));
    }
    return template.append("]}").toString();
  }

  private static String group(int group) {
    StringBuilder rules = new StringBuilder();
    for (int rule = 0; rule < 10; rule++) {
      rules.append(rule == 0 ? "" : ",\n").append(RULE.replace("#", Integer.toString(rule)));
    }
    return "{\"type\": \"Microsoft.Network/networkSecurityGroups\", \"apiVersion\": \"2024-05-01\","
        + " \"name\": \"[concat(variables('name'), '-nsg-"
        + group
        + "')]\", \"location\": \"[parameters('location')]\", \"tags\": \"[variables('tags')]\","
        + " \"properties\": {\"securityRules\": ["
        + rules
        + "]}}";
  }

  /** To a tree of JSON. */
  @Benchmark
  public Node json() {
    return JsonReader.read(text).value();
  }

  /** To a template with all its expressions. */
  @Benchmark
  public Template parsing() {
    return template(JsonReader.read(text).value());
  }

  private static Template template(Node root) {
    ArmValues values = new ArmValues(Limits.standard(), NetworkTypes.known(), problem -> {});
    return new TemplateReader(values, problem -> {}).read((MapNode) root);
  }

  /** Of what {@link #parsing} gives. */
  @Benchmark
  public void evaluating(Blackhole sink) {
    Output output = new Output(sink::consume, sink::consume);
    new Deployment(
            parsed,
            Map.of(),
            "",
            Optional.empty(),
            DeploymentTarget.unknown(),
            OpenChoices.none(),
            Limits.standard(),
            output)
        .run();
  }
}
