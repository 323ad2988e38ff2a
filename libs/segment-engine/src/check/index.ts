export {
  checkRule,
  type CheckedRule,
  type CheckOptions,
  type CheckResult,
  type RuleIssue,
  type RuleWarning,
} from './check-rule.ts';
export { didYouMean, type Issue, type IssueCode, type WarningCode } from './issue.ts';
export { mentionProblem, mentionsOf, writtenOut, type Mentions } from './mentions.ts';
