import adoption from './en/adoption.json' with { type: 'json' };
import alerts from './en/alerts.json' with { type: 'json' };
import annotations from './en/annotations.json' with { type: 'json' };
import app from './en/app.json' with { type: 'json' };
import behind from './en/behind.json' with { type: 'json' };
import channels from './en/channels.json' with { type: 'json' };
import charts from './en/charts.json' with { type: 'json' };
import collaboration from './en/collaboration.json' with { type: 'json' };
import conversations from './en/conversations.json' with { type: 'json' };
import department from './en/department.json' with { type: 'json' };
import filters from './en/filters.json' with { type: 'json' };
import forms from './en/forms.json' with { type: 'json' };
import goals from './en/goals.json' with { type: 'json' };
import ideas from './en/ideas.json' with { type: 'json' };
import metrics from './en/metrics.json' with { type: 'json' };
import overview from './en/overview.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import sources from './en/sources.json' with { type: 'json' };
import values from './en/values.json' with { type: 'json' };

export default {
  adoption,
  alerts,
  annotations,
  app,
  behind,
  channels,
  charts,
  collaboration,
  conversations,
  department,
  filters,
  forms,
  goals,
  ideas,
  metrics,
  overview,
  problems,
  sources,
  values,
};
