import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

export interface EdgeFirewallProps {
  /** Requests of one address in five minutes; more are answered with 429. */
  visitorRate: number;
}

/**
 * Sources and importers send what people wrote, addresses and mark-up in it: rules that look for attacks would refuse
 * interactions. What is below `/v1/` is read by a schema after its key or signature was checked. Paths are compared as
 * CloudFront takes them, or `/v1/../graphql` would be left out as well.
 */
const notFromSources: CfnWebACL.StatementProperty = {
  notStatement: {
    statement: {
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'STARTS_WITH',
        searchString: '/v1/',
        textTransformations: [
          { priority: 0, type: 'URL_DECODE' },
          { priority: 1, type: 'NORMALIZE_PATH' },
        ],
      },
    },
  },
};

/** A document with its variables may be long, and so may the code that an issuer sends back. */
const longIsFine = ['SizeRestrictions_BODY', 'SizeRestrictions_QUERYSTRING'];

/**
 * Whoever corrects a refused interaction sends it whole, with the mark-up and addresses that people wrote, and notes may hold
 * some, too. Bodies are read by a schema alone, and the page shows what they hold as text.
 */
const wordsAreFine = ['CrossSiteScripting', 'GenericLFI', 'GenericRFI', 'EC2MetaDataSSRF'].map(
  (rule) => `${rule}_BODY`,
);

/** The firewall of what CloudFront serves; it keeps no samples, as they would hold tokens and addresses of visitors. */
export class EdgeFirewall extends CfnWebACL {
  constructor(scope: Construct, id: string, { visitorRate }: EdgeFirewallProps) {
    super(scope, id, {
      description: 'Polylog: before the dashboard',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: counted('All'),
      rules: [
        {
          name: 'Flood',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { limit: visitorRate, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
          visibilityConfig: counted('Flood'),
        },
        managed(1, 'AWSManagedRulesKnownBadInputsRuleSet', []),
        managed(2, 'AWSManagedRulesCommonRuleSet', [...longIsFine, ...wordsAreFine]),
      ],
    });
  }
}

const managed = (priority: number, name: string, countOnly: string[]): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      scopeDownStatement: notFromSources,
      ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: counted(name),
});

function counted(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
