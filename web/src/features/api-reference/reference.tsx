import { useEffect, useRef } from 'react';
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle';
import { freshToken } from '@/lib/session';
import { nameEverything } from './accessible';
import { operationsOnly } from './layout';
// Instead of the package's own sheet: 10 KB in our tokens, for both themes, in place of 186 KB that know one.
import './reference.css';

/** Swagger UI over this server's own document. "Execute" calls this server as the person who is signed in. */
export function Reference() {
  const place = useRef<HTMLDivElement>(null);

  // A widget that draws itself: React gives it a place and takes the place away.
  useEffect(() => {
    const domNode = place.current;
    if (!domNode) return;
    SwaggerUI({
      domNode,
      url: '/openapi/v1.json',
      plugins: [operationsOnly],
      layout: 'OperationsOnly',
      docExpansion: 'list',
      displayRequestDuration: true,
      syntaxHighlight: false,
      validatorUrl: null,
      requestInterceptor(request) {
        const token = freshToken();
        if (token !== null && !request.headers.Authorization)
          request.headers.Authorization = `Bearer ${token}`;
        request.headers['X-Greenroom'] = '1';
        return request;
      },
    });
    const stopNaming = nameEverything(domNode);
    return () => {
      stopNaming();
      domNode.replaceChildren();
    };
  }, []);

  return <div ref={place} className="reference" />;
}
