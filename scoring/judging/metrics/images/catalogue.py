"""One line for each metric of this family."""

from scoring.judging.metrics.images.coco_map import COCO_MAP
from scoring.judging.metrics.images.dice_global import DICE_GLOBAL
from scoring.judging.metrics.images.dice_mean import DICE_MEAN
from scoring.judging.metrics.images.iou_mean import IOU_MEAN
from scoring.judging.metrics.metric import Metric

METRICS: tuple[Metric, ...] = (DICE_MEAN, DICE_GLOBAL, IOU_MEAN, COCO_MAP)
