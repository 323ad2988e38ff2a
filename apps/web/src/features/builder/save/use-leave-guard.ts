import { useBlocker } from '@tanstack/react-router';

export interface LeaveGuard {
  /** True while someone who wants to leave is asked. */
  readonly asking: boolean;
  readonly leave: () => void;
  readonly stay: () => void;
}

/** Holds back everyone who leaves with something unsaved: by link, by the back button and by closing the tab. */
export function useLeaveGuard(isUnsaved: () => boolean): LeaveGuard {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return {
    asking: status === 'blocked',
    leave: () => proceed?.(),
    stay: () => reset?.(),
  };
}
