import * as z from "#zod";

/** Whether a value is already what the schema would return, with no field that the schema would drop. */
export type Recogniser = (value: unknown) => boolean;

const recognisers = new WeakMap<object, Recogniser | null>();

/**
 * For the elements of a long list, most of which are valid: recognises them in a sixth of the time that the schema
 * takes. It accepts nothing that the schema would not; what it does not recognise is left to the schema.
 * @returns null for a schema that changes what it reads, or where no code may be generated.
 */
export function recogniserOf(schema: z.core.$ZodType): Recogniser | null {
  let recogniser = recognisers.get(schema);
  if (recogniser === undefined) {
    recogniser = compile(schema);
    recognisers.set(schema, recogniser);
  }
  return recogniser;
}

function compile(schema: z.core.$ZodType): Recogniser | null {
  const code = new Code();
  try {
    const body = `return (value) => ${code.test(schema, "value")};`;
    // Of names and forms that schemas of ours have, each written as JSON. Compiled for itself, each form has an
    // optimised reading of its own, which closures over data share among all.
    // eslint-disable-next-line no-new-func, typescript/no-implied-eval, typescript/no-unsafe-type-assertion -- see above
    const make = new Function("given", [...code.functions, body].join("\n")) as (
      given: readonly ((value: unknown) => unknown)[],
    ) => Recogniser;
    return make(code.given);
  } catch {
    // A page's security policy, or a schema that is not known here.
    return null;
  }
}

class Unknown extends Error {}

/** Whether more is asked of it than its type: by checks, or by the kind that it is of, such as a whole number. */
function isChecked(def: z.core.$ZodTypeDef): boolean {
  return (def.checks?.length ?? 0) > 0 || ("check" in def && def.type !== "custom");
}

/** What is written so far. */
class Code {
  readonly functions: string[] = [];
  /** Functions of schemas, called by their place. */
  readonly given: ((value: unknown) => unknown)[] = [];

  /** An expression: whether `value`, which is a name, has the form. */
  test(schema: z.core.$ZodType, value: string): string {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    if (isChecked(def)) throw new Unknown();
    switch (def.type) {
      case "string":
      case "boolean":
        return `typeof ${value} === "${def.type}"`;
      case "number":
        return `Number.isFinite(${value})`;
      case "custom":
        return `given[${this.given.push(def.fn) - 1}](${value}) === true`;
      case "optional":
      case "catch":
        return this.test(def.innerType, value);
      case "nullable":
        return `(${value} === null || ${this.test(def.innerType, value)})`;
      case "pipe":
        if (def.transform) throw new Unknown();
        return `(${this.test(def.in, value)} && ${this.test(def.out, value)})`;
      case "union":
        return `(${def.options.map((option) => this.test(option, value)).join(" || ")})`;
      case "array":
        return this.call(value, [
          `if (!Array.isArray(value)) return false;`,
          `for (const item of value) if (!(${this.test(def.element, "item")})) return false;`,
          "return true;",
        ]);
      case "object":
        if (def.catchall) throw new Unknown();
        return this.call(value, this.object(def.shape));
      default:
        throw new Unknown();
    }
  }

  private call(value: string, lines: readonly string[]): string {
    const name = `form${this.functions.length}`;
    this.functions.push(`function ${name}(value) {\n${lines.join("\n")}\n}`);
    return `${name}(${value})`;
  }

  private object(shape: z.core.$ZodShape): readonly string[] {
    const fields = Object.entries(shape).map(([name, schema], index) => {
      // Every object has one of these.
      if (name in Object.prototype) throw new Unknown();
      const field = `field${index}`;
      const mayBeLeftOut =
        schema._zod.optin === "optional" && z.safeParse(schema, undefined).data === undefined;
      return [
        `const ${field} = value[${JSON.stringify(name)}];`,
        `if (${field} === undefined) ${mayBeLeftOut ? "missing += 1;" : "return false;"}`,
        `else if (!(${this.test(schema, field)})) return false;`,
      ].join("\n");
    });
    return [
      `if (typeof value !== "object" || value === null || Array.isArray(value)) return false;`,
      `let missing = 0;`,
      ...fields,
      `let there = 0;`,
      `for (const name in value) there += 1;`,
      `return there + missing === ${fields.length};`,
    ];
  }
}
