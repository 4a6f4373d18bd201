import type { SwaggerSystem } from 'swagger-ui-dist/swagger-ui-es-bundle';

/** Swagger's own layout brings a second <main>, a title and badges. The page has those; only the calls are wanted. */
export function operationsOnly(system: SwaggerSystem) {
  const { createElement } = system.React;

  function OperationsOnly({ getComponent, specSelectors, errSelectors }: SwaggerSystem['props']) {
    const status = specSelectors.loadingStatus();
    if (status === 'failed' || status === 'failedConfig') {
      const Errors = getComponent('errors', true);
      return createElement(
        'div',
        null,
        errSelectors.lastError() ? createElement(Errors) : 'The document did not load.',
      );
    }
    if (status !== 'success') return createElement('p', { role: 'status' }, 'Loading the document');
    return createElement('div', { className: 'swagger-ui' }, createElement(getComponent('operations', true)));
  }

  return { components: { OperationsOnly } };
}
