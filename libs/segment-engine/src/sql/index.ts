export { compilePlan, compileRule, type CompileContext, type CompiledRule } from './compile-rule.ts';
