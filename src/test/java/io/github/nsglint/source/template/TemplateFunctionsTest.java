package io.github.nsglint.source.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nsglint.source.Loading;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expressions and their values. Where Microsoft's documentation has an example, it is among them.
 * {@code ?} stands before the name of an unknown value, {@code ??} before the reason of one that
 * has no name.
 */
class TemplateFunctionsTest {
  private static final String TEMPLATE =
      """
      {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
       "contentVersion": "1.0.0.0",
       "parameters": {
         "given": {"type": "string", "defaultValue": "one"},
         "none": {"type": "string"},
         "maybe": {"type": "string", "nullable": true},
         "secret": {"type": "secureString", "defaultValue": "hunter2"},
         "object": {"type": "object", "defaultValue": {"a": 1, "B": [true, null]}}},
       "variables": {
         "v": "[concat(parameters('given'), '-two')]",
         "list": ["a", "b", "c"],
         "mixed": ["a", "[parameters('none')]"],
         "self": "[variables('self')]"},
       "resources": [
         {"type": "Microsoft.Network/networkSecurityGroups", "name": "g",
          "properties": {"value": "[%s]"}}]}
      """;

  private static final String CASES =
      """
      parameters('given') => 'one'
      PARAMETERS('GIVEN') => 'one'
      parameters('none') => ?⟨parameters('none')⟩
      parameters('None') => ?⟨parameters('none')⟩
      parameters('maybe') => null
      parameters('secret') => ?⟨parameters('secret')⟩
      parameters('nobody') => ?? parameters(): the template has no parameter 'nobody'
      parameters('object').b[0] => true
      parameters('object')['A'] => 1
      parameters('object').c => ?? the object has no property 'c'
      parameters('object').B[2] => ?? the array has 2 items, and none at 2
      parameters('none').x.y => ?⟨parameters('none').x.y⟩
      parameters('none')[0] => ?⟨parameters('none')[0]⟩
      parameters(parameters('none')) => ?⟨parameters(parameters('none'))⟩
      variables('v') => 'one-two'
      variables('list')[1] => 'b'
      variables('list')[parameters('none')] => ?⟨tryGet(['a', 'b', 'c', ], parameters('none'))⟩
      variables('mixed')[0] => 'a'
      variables('nobody') => ?? variables(): the template has no variable 'nobody'
      variables('self') => ?⟨variables('self')⟩
      concat('prefix', '-', 'value') => 'prefix-value'
      concat('a', 1) => 'a1'
      concat(variables('list'), createArray('d')) => ['a', 'b', 'c', 'd']
      concat('a', parameters('none'), 'b') => ?a⟨parameters('none')⟩b
      concat(parameters('none')) => ?⟨parameters('none')⟩
      concat(variables('list'), parameters('none')) => ?⟨concat(['a', 'b', 'c', ], parameters('none'))⟩
      concat(resourceGroup().id, '/providers/Microsoft.Network/virtualNetworks/v') => '/providers/Microsoft.Network/virtualNetworks/v'
      concat('/subscriptions/', subscription().subscriptionId, '/resourceGroups/hub/providers/A.B/c/d') => '/resourceGroups/hub/providers/A.B/c/d'
      concat(subscription().id, '/resourceGroups/', resourceGroup().name, '/providers/A.B/c/', parameters('none')) => ?/providers/A.B/c/⟨parameters('none')⟩
      concat(true(), 'a') => ?? the text of a truth value is not documented
      concat(variables('list'), 'a') => ?? concat(): argument 2 is a text, not an array
      format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133) => 'Hello, User. Formatted number: 8,175,133'
      format('{{{0}}}', 'a') => '{a}'
      format('{0:D3}|{0:x}|{1:X4}|{0,4}|{0,-4}|', 7, 255) => '007|7|00FF|   7|7   |'
      format('{0}-nsg', parameters('none')) => ?⟨parameters('none')⟩-nsg
      format('{0:D2}', parameters('none')) => ?⟨format('{0:D2}', parameters('none'))⟩
      format('{1}', 'a') => ?? format(): the format names argument {1}, which is not there
      format('{0', 'a') => ?? format(): the format has an item '{}' that cannot be read
      format('a}', 'a') => ?? format(): the format has a '}' without '{'
      format('{0:Q}', 1) => ?? format(): the number format 'Q' is not evaluated
      resourceId('Microsoft.Network/virtualNetworks', 'v') => '/providers/Microsoft.Network/virtualNetworks/v'
      resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's') => '/providers/Microsoft.Network/virtualNetworks/v/subnets/s'
      resourceId('Microsoft.Network/virtualNetworks/subnets/', 'v', 's') => '/providers/Microsoft.Network/virtualNetworks/v/subnets/s'
      resourceId('hub', 'Microsoft.Network/virtualNetworks', 'v') => '/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/v'
      resourceId('0000', 'hub', 'Microsoft.Network/virtualNetworks', 'v') => '/subscriptions/0000/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/v'
      resourceId(resourceGroup().name, 'Microsoft.Network/virtualNetworks', 'v') => '/providers/Microsoft.Network/virtualNetworks/v'
      resourceId(subscription().subscriptionId, parameters('none'), 'Microsoft.Network/virtualNetworks', 'v') => ?/resourceGroups/⟨parameters('none')⟩/providers/Microsoft.Network/virtualNetworks/v
      resourceId('Microsoft.Network/virtualNetworks', parameters('none')) => ?/providers/Microsoft.Network/virtualNetworks/⟨parameters('none')⟩
      resourceId('Microsoft.Network/virtualNetworks', 'v', 's') => ?? resourceId(): the type and the names do not fit each other
      subscriptionResourceId('A.B/c', 'd') => '/providers/A.B/c/d'
      subscriptionResourceId('0000', 'A.B/c', 'd') => '/subscriptions/0000/providers/A.B/c/d'
      tenantResourceId('A.B/c', 'd') => '/providers/A.B/c/d'
      extensionResourceId('/x/y', 'A.B/c', 'd') => '/x/y/providers/A.B/c/d'
      extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', subscription().subscriptionId, 'hub'), 'A.B/c', 'd') => '/resourceGroups/hub/providers/A.B/c/d'
      resourceGroup().location => ?⟨resourceGroup().location⟩
      subscription().subscriptionId => ?⟨subscription().subscriptionId⟩
      deployment().name => ?⟨deployment().name⟩
      tenant().tenantId => ?⟨tenant().tenantId⟩
      managementGroup().id => ?⟨managementGroup().id⟩
      environment().suffixes.storage => ?⟨environment().suffixes.storage⟩
      deployer().objectId => ?⟨deployer().objectId⟩
      reference('x').outputs => ?⟨reference('x').outputs⟩
      uniquestring(resourceGroup().id) => ?⟨uniqueString(resourceGroup().id)⟩
      newGuid() => ?? function 'newGuid' is not evaluated
      contoso.name('a') => ?⟨contoso.name('a')⟩
      map(variables('list'), lambda('x', concat(lambdaVariables('x'), '1'))) => ?⟨map(['a', 'b', 'c', ], lambda('x', '⟨lambdaVariables(''x'')⟩1'))⟩
      copyIndex() => ?? copyIndex(): this is in no loop over a resource
      equals(1, 1) => true
      equals('a', 'A') => false
      equals(createArray('a', 'b'), createArray('a', 'b')) => true
      equals(createObject('a', 1), createObject('A', 1)) => true
      equals(parameters('none'), parameters('none')) => true
      equals(parameters('none'), 'a') => ?⟨equals(parameters('none'), 'a')⟩
      equals(createArray('a', parameters('none')), createArray('b', 'c')) => false
      not(true()) => false
      not('true') => ?? not(): argument 1 is a text, not a truth value
      and(true(), false(), true()) => false
      and(parameters('none'), false()) => false
      and(parameters('none'), true()) => ?⟨and(parameters('none'), true)⟩
      or(false(), false()) => false
      or(parameters('none'), true()) => true
      if(equals('a', 'a'), 'yes', parameters('nobody')) => 'yes'
      if(false(), 'yes', 'no') => 'no'
      if(parameters('none'), 'same', 'same') => 'same'
      if(parameters('none'), 'yes', 'no') => ?⟨if(parameters('none'), 'yes', 'no')⟩
      if('x', 'yes', 'no') => ?? if(): the condition is a text, not a truth value
      null() => null
      bool('TRUE') => true
      bool(0) => false
      bool('yes') => ?? bool(): the text is neither 'true' nor 'false'
      less(5, 3) => false
      less('a', 'b') => true
      less('A', 'b') => ?? less(): the order of these texts is not documented
      lessOrEquals(3, 3) => true
      greater(5, 3) => true
      greaterOrEquals(2, 3) => false
      coalesce(null(), parameters('maybe'), 'c') => 'c'
      coalesce(null()) => null
      coalesce(null(), parameters('none')) => ?⟨coalesce(null, parameters('none'))⟩
      add(5, 3) => 8
      sub(7, 3) => 4
      mul(5, 3) => 15
      div(8, 3) => 2
      div(8, 0) => ?? div(): division by zero
      mod(7, 3) => 1
      add(9223372036854775807, 1) => ?? add(): the result is out of range
      add(1, 'a') => ?? add(): argument 2 is a text, not a whole number
      int('4') => 4
      int('4.5') => ?? int(): the text is no whole number
      min(createArray(0, 3, 2, 5, 4)) => 0
      max(0, 3, 2, 5, 4) => 5
      min(createArray()) => ?? min(): the array is empty
      range(5, 3) => [5, 6, 7]
      range(0, 10001) => ?? range(): a range has at most 10000 numbers of 32 bits
      toLower('One Two Three') => 'one two three'
      toUpper('One Two Three') => 'ONE TWO THREE'
      toLower(parameters('none')) => ?⟨toLower(parameters('none'))⟩
      trim('    one two three   ') => 'one two three'
      string(5) => '5'
      string(createObject('valueA', 10, 'valueB', 'Example Text')) => '{"valueA":10,"valueB":"Example Text"}'
      string(createArray('a', 'b', 'c')) => '["a","b","c"]'
      string(variables('mixed')) => ?⟨string(['a', parameters('none'), ])⟩
      replace('123-123-1234', '-', '') => '1231231234'
      replace('123-123-1234', '1234', 'xxxx') => '123-123-xxxx'
      replace('a', '', 'b') => ?? replace(): the text to replace is empty
      split('one,two,three', ',') => ['one', 'two', 'three']
      split('one;two,three', createArray(',', ';')) => ['one', 'two', 'three']
      split(',a,', ',') => ['', 'a', '']
      join(createArray('one', 'two', 'three'), ',') => 'one,two,three'
      join(variables('mixed'), ',') => ?⟨join(['a', parameters('none'), ], ',')⟩
      substring('one two three', 4, 3) => 'two'
      substring('abc', 1) => 'bc'
      substring('abc', 1, 3) => ?? substring(): start and length reach beyond the text
      padLeft('123', 10, '0') => '0000000123'
      padLeft(7, 3) => '  7'
      startsWith('abcdef', 'AB') => true
      endsWith('abcdef', 'eF') => true
      endsWith('f', 'ef') => false
      json('{"a": [1, null, true]}') => {a: [1, null, true]}
      json('nonsense') => ?? json(): the text is no JSON
      array('a') => ['a']
      array(variables('list')) => ['a', 'b', 'c']
      createArray(1, parameters('none')) => [1, ?⟨parameters('none')⟩]
      empty('') => true
      empty(createArray()) => true
      empty(createObject()) => true
      empty(null()) => true
      empty(variables('mixed')) => false
      length(variables('mixed')) => 2
      length('One Two Three') => 13
      length(parameters('object')) => 2
      contains('OneTwoThree', 'two') => false
      contains(createObject('one', 1), 'ONE') => true
      contains(variables('list'), 'c') => true
      contains(variables('list'), 'C') => false
      contains(variables('mixed'), 'a') => true
      contains(variables('mixed'), 'b') => ?⟨contains(['a', parameters('none'), ], 'b')⟩
      indexOf('test', 't') => 0
      indexOf('abcdef', 'CD') => 2
      indexOf('abcdef', 'z') => -1
      indexOf(variables('list'), 'b') => 1
      lastIndexOf('test', 't') => 3
      lastIndexOf(createArray('a', 'b', 'a'), 'a') => 2
      first('One Two Three') => 'O'
      first(variables('mixed')) => 'a'
      last(variables('mixed')) => ?⟨parameters('none')⟩
      last('One Two Three') => 'e'
      first(createArray()) => ?? first(): the array is empty
      take(createArray('one', 'two', 'three'), 2) => ['one', 'two']
      take('one two three', 100) => 'one two three'
      skip('one two three', 4) => 'two three'
      skip(variables('list'), -1) => ['a', 'b', 'c']
      flatten(createArray(createArray('a'), createArray('b', 'c'))) => ['a', 'b', 'c']
      intersection(createArray('one', 'two', 'three'), createArray('two', 'three')) => ['two', 'three']
      union(createArray('one', 'two', 'three'), createArray('three', 'four')) => ['one', 'two', 'three', 'four']
      union(variables('mixed'), createArray('z')) => ?⟨union(['a', parameters('none'), ], ['z', ])⟩
      union(createObject('one', 'a', 'three', 'c1'), createObject('three', 'c2', 'four', 'd')) => {one: 'a', three: 'c2', four: 'd'}
      union(createObject('x', createObject('a', 1)), createObject('X', createObject('b', 2))) => {x: {a: 1, b: 2}}
      union(createObject('x', parameters('none')), createObject('x', createObject('b', 2))) => {x: ?? parameter 'none' has no value}
      shallowMerge(createArray(createObject('x', createObject('a', 1)), createObject('x', createObject('b', 2)))) => {x: {b: 2}}
      createObject('a', 1, 'b', parameters('none')) => {a: 1, b: ?⟨parameters('none')⟩}
      createObject('a') => ?? createObject(): keys and values do not come in pairs
      tryGet(parameters('object'), 'B', 0) => true
      tryGet(parameters('object'), 'nope', 0) => null
      tryGet(variables('list'), 9) => null
      tryGet(parameters('none'), 'a') => ?⟨tryGet(parameters('none'), 'a')⟩
      toLower() => ?? toLower() is called with 0 arguments
      toLower('a', 'b') => ?? toLower() is called with 2 arguments
      'it''s' => 'it''s'
      """;

  static Stream<String> cases() {
    return CASES.lines();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives(String line) {
    String[] sides = line.split(" => ", 2);
    String expression = sides[0].replace("\"", "\\\"");
    Loading loading = Loading.ofText(TEMPLATE.formatted(expression));
    assertEquals(sides[1].replace("it''s", "it's"), Loading.shown(loading.at("properties/value")));
  }

  @Test
  void everyFunctionHasACase() {
    List<String> used = CASES.lines().map(line -> line.toLowerCase(Locale.ROOT)).toList();
    List<String> without =
        TemplateFunctions.evaluated().stream()
            .filter(
                name ->
                    used.stream()
                        .noneMatch(line -> line.startsWith(name.toLowerCase(Locale.ROOT) + "(")))
            .filter(name -> !name.equals("true") && !name.equals("false"))
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void aSecretIsInNoResult() {
    Loading loading =
        Loading.ofText(TEMPLATE.formatted("concat('x', toLower(parameters('secret')))"));
    String all = loading.resources() + " " + loading.problems();
    assertEquals(-1, all.indexOf("hunter2"));
  }
}
