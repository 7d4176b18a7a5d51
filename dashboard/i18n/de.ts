import adoption from './de/adoption.json' with { type: 'json' };
import alerts from './de/alerts.json' with { type: 'json' };
import annotations from './de/annotations.json' with { type: 'json' };
import app from './de/app.json' with { type: 'json' };
import behind from './de/behind.json' with { type: 'json' };
import channels from './de/channels.json' with { type: 'json' };
import charts from './de/charts.json' with { type: 'json' };
import collaboration from './de/collaboration.json' with { type: 'json' };
import conversations from './de/conversations.json' with { type: 'json' };
import department from './de/department.json' with { type: 'json' };
import filters from './de/filters.json' with { type: 'json' };
import forms from './de/forms.json' with { type: 'json' };
import goals from './de/goals.json' with { type: 'json' };
import ideas from './de/ideas.json' with { type: 'json' };
import metrics from './de/metrics.json' with { type: 'json' };
import overview from './de/overview.json' with { type: 'json' };
import problems from './de/problems.json' with { type: 'json' };
import sources from './de/sources.json' with { type: 'json' };
import values from './de/values.json' with { type: 'json' };

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
