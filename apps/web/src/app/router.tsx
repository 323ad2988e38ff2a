import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { SignInSearch } from '../features/access/sign-in.search.ts';
import { AttributesSearch, EventsSearch } from '../features/catalog/catalog.search.ts';
import { ImportsSearch, NewImportSearch } from '../features/imports/imports.search.ts';
import { PeopleSearch, PersonSearch } from '../features/persons/persons.search.ts';
import { SegmentSearch, SegmentsSearch } from '../features/segments/segments.search.ts';
import { hasCode } from '../lib/api.ts';
import { sessionQuery } from '../lib/session.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { PendingPage } from './pending-page.tsx';
import { RouteErrorPage } from './route-error-page.tsx';
import { Shell } from './shell/shell.tsx';

export interface RouterContext {
  readonly queryClient: QueryClient;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: SignInSearch,
  component: lazyRouteComponent(() => import('../features/access/sign-in-page.tsx'), 'SignInPage'),
});

/** Everything that demands a session, inside the shell. */
const memberRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'member',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!hasCode(error, 'auth.missing')) throw error;
      throw redirect({ to: '/sign-in', search: { redirect: location.href } });
    }
  },
  component: Shell,
});

const homeRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/segments', replace: true });
  },
});

const segmentsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/segments',
  validateSearch: SegmentsSearch,
  component: lazyRouteComponent(() => import('../features/segments/segments-page.tsx'), 'SegmentsPage'),
});

const newSegmentRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/segments/new',
  component: lazyRouteComponent(() => import('../features/builder/index.ts'), 'SegmentCreatePage'),
});

const segmentRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/segments/$id',
  validateSearch: SegmentSearch,
  component: lazyRouteComponent(() => import('../features/segments/segment-page.tsx'), 'SegmentPage'),
});

const editSegmentRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/segments/$id/edit',
  component: lazyRouteComponent(() => import('../features/builder/index.ts'), 'SegmentEditPage'),
});

const peopleRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/people',
  validateSearch: PeopleSearch,
  component: lazyRouteComponent(() => import('../features/persons/people-page.tsx'), 'PeoplePage'),
});

const personRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/people/$id',
  validateSearch: PersonSearch,
  component: lazyRouteComponent(() => import('../features/persons/person-page.tsx'), 'PersonPage'),
});

const catalogRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/catalog',
  beforeLoad: () => {
    throw redirect({ to: '/catalog/attributes', replace: true });
  },
});

const attributesRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/catalog/attributes',
  validateSearch: AttributesSearch,
  component: lazyRouteComponent(() => import('../features/catalog/attributes-page.tsx'), 'AttributesPage'),
});

const eventsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/catalog/events',
  validateSearch: EventsSearch,
  component: lazyRouteComponent(() => import('../features/catalog/events-page.tsx'), 'EventsPage'),
});

const importsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/imports',
  validateSearch: ImportsSearch,
  component: lazyRouteComponent(() => import('../features/imports/imports-page.tsx'), 'ImportsPage'),
});

const newImportRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/imports/new',
  validateSearch: NewImportSearch,
  component: lazyRouteComponent(() => import('../features/imports/new-import-page.tsx'), 'NewImportPage'),
});

const importRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('../features/imports/import-page.tsx'), 'ImportPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
});

/** Every address that is no page. */
const lostRoute = createRoute({
  getParentRoute: () => memberRoute,
  path: '$',
  component: NotFoundPage,
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  memberRoute.addChildren([
    homeRoute,
    segmentsRoute,
    newSegmentRoute,
    segmentRoute,
    editSegmentRoute,
    peopleRoute,
    personRoute,
    catalogRoute,
    attributesRoute,
    eventsRoute,
    importsRoute,
    newImportRoute,
    importRoute,
    settingsRoute,
    lostRoute,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: RouteErrorPage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface HistoryState {
    /** Cursors of the pages before this one, the first page being an empty text. */
    trail?: readonly string[];
  }
}
