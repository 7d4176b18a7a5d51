import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Paths that name no file are views of the page, which finds its way by itself; a file that is absent stays absent. */
const page = `function handler(event) {
  var request = event.request;
  if (request.uri.slice(request.uri.lastIndexOf('/')).indexOf('.') < 0) request.uri = '/index.html';
  return request;
}`;

/** The Function URL knows nothing of the path that it is reached by here. */
const live = `function handler(event) {
  var request = event.request;
  request.uri = request.uri.slice('/live'.length) || '/';
  return request;
}`;

/** The path that CloudFront asks the origin for, computed where the visitor is. */
export class EdgePath extends EdgeFunction {
  constructor(scope: Construct, id: string, which: 'page' | 'live') {
    super(scope, id, {
      comment: which === 'page' ? 'Views of the page are index.html' : 'The live address without its path',
      code: FunctionCode.fromInline(which === 'page' ? page : live),
      runtime: FunctionRuntime.JS_2_0,
    });
  }
}
