import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Rewrites class files so that a cold program starts sooner; what they do stays as it is.
 *
 * <ul>
 *   <li>Each lambda and method reference becomes a class of its own. As javac leaves them, Java 17
 *       links each one when it is first met, by code that is cold itself: 65 µs each, of which a
 *       check meets hundreds. A class from the class-data archive takes 10 µs. Those of classes for
 *       less than Java 11 stay: there, no other class may call the method of a lambda's body.
 *   <li>Classes for Java 5 get the tables by which newer classes are verified. Without, no archive
 *       holds them verified: a run of Java 17 verifies them itself, and Java 25 also reads them
 *       from their jar.
 * </ul>
 *
 * usage: StartUpClasses (FOLDER | JAR)...
 */
final class StartUpClasses {
  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  private final Map<String, ClassNode> classes = new TreeMap<>();
  private final Map<String, ClassNode> changed = new TreeMap<>();

  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        new StartUpClasses().rewrite(path);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          new StartUpClasses().rewrite(jar.getPath("/"));
        }
      }
    }
  }

  private void rewrite(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(this::read);
    }
    for (ClassNode owner : List.copyOf(classes.values())) {
      if (owner.version >= Opcodes.V11) {
        expandLambdas(owner);
      }
    }
    for (ClassNode node : changed.values()) {
      try (OutputStream out = Files.newOutputStream(root.resolve(node.name + ".class"))) {
        out.write(bytes(node));
      }
    }
  }

  private void read(Path file) {
    ClassNode node = new ClassNode();
    try {
      new ClassReader(Files.readAllBytes(file)).accept(node, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (node.name.equals("module-info")) {
      return;
    }
    classes.put(node.name, node);
    if (node.version < Opcodes.V1_7) {
      changed.put(node.name, node);
    }
  }

  private byte[] bytes(ClassNode node) {
    boolean frames = node.version < Opcodes.V1_7;
    if (frames) {
      node.version = Opcodes.V1_7;
    }
    ClassWriter writer =
        new ClassWriter(frames ? ClassWriter.COMPUTE_FRAMES : ClassWriter.COMPUTE_MAXS) {
          @Override
          protected String getCommonSuperClass(String one, String other) {
            return commonSuperclass(one, other);
          }
        };
    node.accept(writer);
    return writer.toByteArray();
  }

  // ---- superclasses, for the tables -----------------------------------------------------------

  private String commonSuperclass(String one, String other) {
    List<String> ancestors = ancestors(one);
    return ancestors(other).stream().filter(ancestors::contains).findFirst().orElseThrow();
  }

  /** The class itself, its superclass and so on; of an interface, as a verifier sees it, Object. */
  private List<String> ancestors(String name) {
    List<String> ancestors = new ArrayList<>();
    for (String next = name; next != null; next = superclass(next)) {
      ancestors.add(next);
    }
    return ancestors;
  }

  private String superclass(String name) {
    ClassNode node = classes.get(name);
    if (node != null) {
      return node.superName;
    }
    try {
      Class<?> type =
          Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      Class<?> above = type.isInterface() ? Object.class : type.getSuperclass();
      return above == null ? null : Type.getInternalName(above);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- lambdas --------------------------------------------------------------------------------

  private void expandLambdas(ClassNode owner) {
    int count = 0;
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof InvokeDynamicInsnNode call
            && call.bsm.getOwner().equals(METAFACTORY)
            && call.bsm.getName().equals("metafactory")) {
          String name = owner.name + "$$L" + ++count;
          method.instructions.set(call, expand(owner, name, call));
        }
      }
    }
    if (count > 0) {
      changed.put(owner.name, owner);
    }
  }

  /** Makes the class of a lambda; returns the instruction that makes an object of it. */
  private AbstractInsnNode expand(ClassNode owner, String name, InvokeDynamicInsnNode call) {
    Type[] captured = Type.getArgumentTypes(call.desc);
    ClassNode lambda = new ClassNode();
    lambda.visit(
        owner.version,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        name,
        null,
        "java/lang/Object",
        new String[] {Type.getReturnType(call.desc).getInternalName()});
    // A nestmate may call the private method that holds the lambda's body.
    ClassNode host = owner.nestHostClass == null ? owner : classes.get(owner.nestHostClass);
    lambda.visitNestHost(host.name);
    host.visitNestMember(name);
    constructor(lambda, captured);
    AbstractInsnNode instruction =
        captured.length == 0 ? single(lambda, call.desc) : factory(lambda, call.desc);
    new LambdaBody(lambda, captured, call).write();
    changed.put(host.name, host);
    changed.put(name, lambda);
    return instruction;
  }

  private static void constructor(ClassNode lambda, Type[] captured) {
    Method method = new Method("<init>", Type.VOID_TYPE, captured);
    GeneratorAdapter code = code(lambda, 0, method);
    code.loadThis();
    code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
    for (int i = 0; i < captured.length; i++) {
      int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
      lambda.visitField(access, "c" + i, captured[i].getDescriptor(), null, null);
      code.loadThis();
      code.loadArg(i);
      code.putField(type(lambda), "c" + i, captured[i]);
    }
    end(code);
  }

  /** What captures nothing is one object. */
  private static AbstractInsnNode single(ClassNode lambda, String factory) {
    String type = Type.getReturnType(factory).getDescriptor();
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    lambda.visitField(access, "SINGLE", type, null, null);
    GeneratorAdapter code = code(lambda, Opcodes.ACC_STATIC, new Method("<clinit>", "()V"));
    code.newInstance(type(lambda));
    code.dup();
    code.invokeConstructor(type(lambda), new Method("<init>", "()V"));
    code.putStatic(type(lambda), "SINGLE", Type.getType(type));
    end(code);
    return new FieldInsnNode(Opcodes.GETSTATIC, lambda.name, "SINGLE", type);
  }

  private static AbstractInsnNode factory(ClassNode lambda, String factory) {
    GeneratorAdapter code = code(lambda, Opcodes.ACC_STATIC, new Method("of", factory));
    code.newInstance(type(lambda));
    code.dup();
    code.loadArgs();
    Type[] captured = Type.getArgumentTypes(factory);
    code.invokeConstructor(type(lambda), new Method("<init>", Type.VOID_TYPE, captured));
    end(code);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, lambda.name, "of", factory, false);
  }

  /** The one method of a lambda's class; the conversions are those of LambdaMetafactory. */
  private record LambdaBody(
      ClassNode lambda, Type[] captured, String name, Type erased, Handle target, Type actual) {
    LambdaBody(ClassNode lambda, Type[] captured, InvokeDynamicInsnNode call) {
      this(
          lambda,
          captured,
          call.name,
          (Type) call.bsmArgs[0],
          (Handle) call.bsmArgs[1],
          (Type) call.bsmArgs[2]);
    }

    void write() {
      GeneratorAdapter code =
          code(lambda, Opcodes.ACC_PUBLIC, new Method(name, erased.getDescriptor()));
      Type owner = Type.getObjectType(target.getOwner());
      boolean constructor = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
      if (constructor) {
        code.newInstance(owner);
        code.dup();
      }
      List<Type> wanted = new ArrayList<>();
      if (!constructor && target.getTag() != Opcodes.H_INVOKESTATIC) {
        wanted.add(owner);
      }
      wanted.addAll(List.of(Type.getArgumentTypes(target.getDesc())));
      for (int i = 0; i < captured.length; i++) {
        code.loadThis();
        code.getField(type(lambda), "c" + i, captured[i]);
      }
      for (int i = 0; i < erased.getArgumentTypes().length; i++) {
        code.loadArg(i);
        convert(code, erased.getArgumentTypes()[i], actual.getArgumentTypes()[i]);
        convert(code, actual.getArgumentTypes()[i], wanted.get(captured.length + i));
      }
      code.visitMethodInsn(
          opcode(), target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
      convert(
          code, constructor ? owner : Type.getReturnType(target.getDesc()), erased.getReturnType());
      end(code);
    }

    private int opcode() {
      return switch (target.getTag()) {
        case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
        case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
        default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
      };
    }
  }

  private static void convert(GeneratorAdapter code, Type from, Type to) {
    boolean fromPrimitive = from.getSort() < Type.ARRAY;
    boolean toPrimitive = to.getSort() < Type.ARRAY;
    if (from.equals(to)) {
      return;
    }
    if (to == Type.VOID_TYPE) {
      if (from.getSize() == 2) {
        code.pop2();
      } else {
        code.pop();
      }
    } else if (fromPrimitive && toPrimitive) {
      code.cast(from, to);
    } else if (fromPrimitive) {
      code.valueOf(from);
    } else if (toPrimitive) {
      code.unbox(to);
    } else {
      code.checkCast(to);
    }
  }

  private static GeneratorAdapter code(ClassNode lambda, int access, Method method) {
    return new GeneratorAdapter(
        Opcodes.ASM9,
        lambda.visitMethod(access, method.getName(), method.getDescriptor(), null, null),
        access,
        method.getName(),
        method.getDescriptor()) {};
  }

  private static void end(GeneratorAdapter code) {
    code.returnValue();
    code.endMethod();
  }

  private static Type type(ClassNode node) {
    return Type.getObjectType(node.name);
  }
}
