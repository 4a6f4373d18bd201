// The package ships no types; these are the few parts used here (Swagger UI docs: usage/configuration, customization).
declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  import type { ComponentType, createElement } from 'react';

  type SwaggerRequest = { url: string; headers: Record<string, string> };

  export type SwaggerSystem = {
    React: { createElement: typeof createElement };
    props: {
      getComponent: (name: string, container?: boolean) => ComponentType;
      specSelectors: { loadingStatus: () => string };
      errSelectors: { lastError: () => unknown };
    };
  };

  type SwaggerOptions = {
    domNode: HTMLElement;
    url: string;
    plugins: ((system: SwaggerSystem) => unknown)[];
    layout: string;
    docExpansion: 'list' | 'full' | 'none';
    displayRequestDuration: boolean;
    syntaxHighlight: boolean;
    validatorUrl: string | null;
    requestInterceptor: (request: SwaggerRequest) => SwaggerRequest;
  };

  const SwaggerUI: (options: SwaggerOptions) => unknown;
  // eslint-disable-next-line no-restricted-syntax -- the package's export, not ours
  export default SwaggerUI;
}
